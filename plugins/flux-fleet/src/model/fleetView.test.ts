import * as fc from 'fast-check';
import {
  RESOURCE_SORT_FIELDS,
  STATUSES,
  type ResourceSort,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import {
  DEFAULT_VIEW,
  isUnfiltered,
  PAGE_SIZES,
  parseFleetView,
  searchFor,
  serializeFleetView,
  type FleetView,
} from './fleetView';

const parse = (query: string) => parseFleetView(new URLSearchParams(query));

const texts = fc.uniqueArray(
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  { minLength: 1, maxLength: 4 },
);

const views: fc.Arbitrary<FleetView> = fc
  .record({
    filter: fc.record(
      {
        cluster: texts,
        environment: texts,
        kind: texts,
        namespace: texts,
        name: texts,
        label: texts,
        status: fc.subarray([...STATUSES], { minLength: 1 }),
        q: fc
          .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
          .filter(q => q.trim() !== ''),
      },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(
      ...RESOURCE_SORT_FIELDS.flatMap<ResourceSort>(f => [f, `-${f}`]),
    ),
    pageSize: fc.constantFrom(...PAGE_SIZES),
    position: fc.option(
      fc.record({
        cursor: fc.string({ minLength: 1 }),
        page: fc.integer({ min: 1, max: 10_000 }),
      }),
    ),
  })
  .map(({ position, ...rest }) => ({
    ...rest,
    cursor: position?.cursor,
    page: position?.page ?? 1,
  }));

describe('parseFleetView and serializeFleetView', () => {
  it('bring every view through a URL and back', () => {
    fc.assert(
      fc.property(views, view => {
        expect(parse(serializeFleetView(view))).toEqual(view);
      }),
    );
  });

  it('never throw, whatever the URL says, and settle at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), query => {
        const view = parse(query);
        expect(parse(serializeFleetView(view))).toEqual(view);
      }),
    );
  });

  it('leave an empty query for the default view', () => {
    expect(serializeFleetView(DEFAULT_VIEW)).toBe('');
    expect(parse('')).toEqual(DEFAULT_VIEW);
  });

  it.each([
    ['an unknown status', 'status=Broken', { filter: {} }],
    [
      'a known status beside an unknown one',
      'status=Broken&status=Failed',
      { filter: { status: ['Failed'] } },
    ],
    ['a value twice', 'kind=A&kind=A&kind=B', { filter: { kind: ['A', 'B'] } }],
    ['empty values', 'cluster=&q=%20', { filter: {} }],
    ['an unknown sort', 'sort=colour', { sort: 'status' }],
    ['a sort turned around', 'sort=-since', { sort: '-since' }],
    ['a page size that is not offered', 'size=7', { pageSize: 50 }],
    ['a page without a cursor', 'page=4', { page: 1 }],
    ['a page that is no number', 'cursor=x&page=four', { page: 1 }],
  ])('read %s', (_, query, expected) => {
    expect(parse(query)).toMatchObject(expected);
  });
});

describe('searchFor', () => {
  it('links to the filtered fleet', () => {
    expect(searchFor({ status: ['Failed'], cluster: ['eu-1'] })).toBe(
      '?cluster=eu-1&status=Failed',
    );
  });
});

describe('isUnfiltered', () => {
  it.each([
    [{}, true],
    [{ kind: [] }, true],
    [{ q: '' }, true],
    [{ kind: ['HelmRelease'] }, false],
    [{ q: 'podinfo' }, false],
  ])('%j: %s', (filter, expected) => {
    expect(isUnfiltered(filter)).toBe(expected);
  });
});
