/** API groups of Flux and of the Flux Operator. */
export const KUSTOMIZE_GROUP = 'kustomize.toolkit.fluxcd.io';
export const HELM_GROUP = 'helm.toolkit.fluxcd.io';
export const SOURCE_GROUP = 'source.toolkit.fluxcd.io';
export const SOURCE_EXTENSIONS_GROUP = 'source.extensions.fluxcd.io';
export const IMAGE_GROUP = 'image.toolkit.fluxcd.io';
export const NOTIFICATION_GROUP = 'notification.toolkit.fluxcd.io';
export const OPERATOR_GROUP = 'fluxcd.controlplane.io';

/** The finalizer that Flux's controllers put on what they reconcile. */
export const FLUX_FINALIZER = 'finalizers.fluxcd.io';
/** The finalizer of the Flux Operator's own kinds. */
export const OPERATOR_FINALIZER = 'fluxcd.controlplane.io/finalizer';
