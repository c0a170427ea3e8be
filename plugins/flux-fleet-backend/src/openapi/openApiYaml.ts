import { stringify } from 'yaml';
import { createOpenApiDocument } from './createOpenApiDocument';

/** The OpenAPI document as the package's file `openapi.yaml` holds it. */
export function openApiYaml(): string {
  return `# Made from src/openapi by "yarn openapi"; do not edit.\n${stringify(
    createOpenApiDocument(),
    { aliasDuplicateObjects: false, lineWidth: 0, singleQuote: true },
  )}`;
}
