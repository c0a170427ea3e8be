import { humanDuration } from './humanDuration';
import { jsonPath } from './jsonPath';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('humanDuration', () => {
  // From the tests of k8s.io/apimachinery/pkg/util/duration.
  it.each([
    [0, '0s'],
    [SECOND, '1s'],
    [70 * SECOND, '70s'],
    [2 * MINUTE, '2m'],
    [2 * MINUTE + 30 * SECOND, '2m30s'],
    [70 * MINUTE, '70m'],
    [3 * HOUR, '3h'],
    [3 * HOUR + 20 * MINUTE, '3h20m'],
    [47 * HOUR, '47h'],
    [2 * DAY, '2d'],
    [3 * DAY + 5 * HOUR, '3d5h'],
    [400 * DAY, '400d'],
    [730 * DAY, '2y'],
    [731 * DAY, '2y1d'],
    [9 * 365 * DAY, '9y'],
    [-5, '0s'],
  ])('%i ms are %s', (milliseconds, expected) => {
    expect(humanDuration(milliseconds)).toBe(expected);
  });
});

describe('jsonPath', () => {
  const object = {
    metadata: { labels: { 'example.com/team': 'x' } },
    status: {
      conditions: [
        { type: 'Ready', status: 'True' },
        { type: 'Healthy', status: 'False' },
      ],
    },
    list: [1, 2],
  };

  it.each([
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    [`.status.conditions[?(@.type=='Gone')].status`, []],
    ['.status.conditions[*].type', ['Ready', 'Healthy']],
    ['.list[1]', [2]],
    ['.metadata.labels.example\\.com/team', ['x']],
    [`.metadata.labels['example.com/team']`, ['x']],
    ['.missing.field', []],
    ['.list.length', []],
    ['not a path', []],
  ])('%s', (path, expected) => {
    expect(jsonPath(object, path)).toEqual(expected);
  });
});
