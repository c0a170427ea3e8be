import { facetOptions } from './facetOptions';

describe('facetOptions', () => {
  it('orders values by name, numbers as numbers, and keeps chosen ones that are gone', () => {
    const options = facetOptions({
      facet: 'cluster',
      chosen: ['eu-1', 'gone'],
      summary: {
        totalResources: 9,
        groups: [
          { key: { cluster: 'eu-10' }, count: 5 },
          { key: { cluster: 'eu-2' }, count: 3 },
          { key: { cluster: 'eu-1' }, count: 1 },
          { key: { cluster: '' }, count: 4 },
        ],
      },
    });
    expect(options).toEqual([
      { value: 'eu-1', count: 1 },
      { value: 'eu-2', count: 3 },
      { value: 'eu-10', count: 5 },
      { value: 'gone', count: 0 },
    ]);
  });

  it('orders statuses by urgency', () => {
    const options = facetOptions({
      facet: 'status',
      chosen: [],
      summary: {
        totalResources: 3,
        groups: [
          { key: { status: 'Ready' }, count: 2 },
          { key: { status: 'Failed' }, count: 1 },
        ],
      },
    });
    expect(options.map(({ value }) => value)).toEqual(['Failed', 'Ready']);
  });
});
