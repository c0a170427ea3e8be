import { ResourceDefinition } from '../../apiserver/types';
import { OPERATOR_GROUP } from '../fluxGroups';
import { FluxRelease } from '../FluxRelease';
import { APPLIER_KINDS } from './applierKinds';
import { FluxKind } from './FluxKind';
import { IMAGE_KINDS } from './imageKinds';
import { NOTIFICATION_KINDS } from './notificationKinds';
import { OPERATOR_KINDS } from './operatorKinds';
import { SOURCE_KINDS } from './sourceKinds';

/**
 * The kinds that a cluster serves with a release of Flux, all namespaced and custom.
 *
 * @param release - the minor release; decides which kinds exist and under which API versions
 * @param options - `operator`: whether the Flux Operator's kinds are there too
 * @public
 */
export function fluxDefinitions(
  release: FluxRelease,
  options: { operator: boolean },
): ResourceDefinition[] {
  return [
    ...APPLIER_KINDS,
    ...SOURCE_KINDS,
    ...IMAGE_KINDS,
    ...NOTIFICATION_KINDS,
    ...(options.operator ? OPERATOR_KINDS : []),
  ].flatMap(kind => definitionOf(kind, release));
}

function definitionOf(
  kind: FluxKind,
  release: FluxRelease,
): ResourceDefinition[] {
  const versions = kind.versions[release];
  if (!versions) {
    return [];
  }
  const withCategories = release === '2.9' || kind.group === OPERATOR_GROUP;
  const beta = !/^v\d+$/.test(versions[0]);
  return [
    {
      group: kind.group,
      versions,
      kind: kind.kind,
      plural: kind.plural,
      singular: kind.kind.toLowerCase(),
      shortNames:
        release === '2.9' && kind.shortNamesFrom29
          ? kind.shortNamesFrom29
          : kind.shortNames,
      categories: withCategories ? kind.categories : [],
      namespaced: true,
      custom: true,
      statusSubresource: kind.statusSubresource,
      printerColumns: (beta && kind.betaColumns) || kind.columns,
    },
  ];
}
