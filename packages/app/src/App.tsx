import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';

export default createApp({
  // The plugins are found in package.json: see `app.packages` in app-config.yaml.
  features: [homeModule, navModule],
});
