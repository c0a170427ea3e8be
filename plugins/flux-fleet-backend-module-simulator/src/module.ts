import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { fluxFleetClusterSourcesExtensionPoint } from '@flux-fleet/backstage-plugin-flux-fleet-node';
import { SimulatorClusterSource } from './SimulatorClusterSource';

/**
 * Adds simulated clusters to Flux Fleet when `fluxFleet.simulator.enabled` is set in app-config.
 *
 * @public
 */
export const fluxFleetModuleSimulator = createBackendModule({
  pluginId: 'flux-fleet',
  moduleId: 'simulator',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: fluxFleetClusterSourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const simulator = config.getOptionalConfig('fluxFleet.simulator');
        if (!simulator?.getOptionalBoolean('enabled')) return;
        sources.addClusterSource(
          SimulatorClusterSource.create({
            seed: simulator.getOptionalString('seed'),
            clusters: simulator.getOptionalNumber('clusters'),
            resources: simulator.getOptionalNumber('resources'),
            port: simulator.getOptionalNumber('port'),
            logger,
          }),
        );
      },
    });
  },
});
