import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
// Signals reach the users of other replicas through events.
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@flux-fleet/backstage-plugin-flux-fleet-backend'));
// Does nothing unless app-config switches `fluxFleet.simulator` on.
backend.add(
  import('@flux-fleet/backstage-plugin-flux-fleet-backend-module-simulator'),
);

backend.start();
