// Writes openapi.yaml; "yarn openapi" runs it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiYaml } from '../src/openapi/openApiYaml';

writeFileSync(join(__dirname, '../openapi.yaml'), openApiYaml());
