import type { JsonObject } from '@backstage/types';
import { Agent } from 'undici';
import { openDatabase } from '../lib/openDatabase';
import { serveCalls } from '../lib/serveCalls';
import type { SimulatedCluster } from '../lib/startSimulator';
import {
  CHANGE_LABEL,
  countWrites,
  createWriteLog,
  watchWrites,
} from './WriteLog';

const KIND = 'apis/kustomize.toolkit.fluxcd.io/v1/kustomizations';
const OBJECTS_OF_A_CLUSTER = 100;
/** How long after the last change all must be in the index. */
const ARRIVE_WITHIN_MS = 30_000;

/** One object that is changed again and again. */
interface Target {
  url: URL;
  token: string;
  /** Changes that are not in the index yet, oldest first. */
  pending: Array<{
    sequence: number;
    acknowledgedAt?: number;
    seenAt?: number;
  }>;
}

const agent = new Agent({
  connections: 64,
  pipelining: 1,
  // Our own simulator, on loopback.
  connect: { rejectUnauthorized: false },
});

async function send(
  url: URL,
  token: string,
  patch?: unknown,
): Promise<{
  items?: Array<{ metadata: { namespace: string; name: string } }>;
}> {
  const { statusCode, body } = await agent.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: patch ? 'PATCH' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/merge-patch+json',
    },
    body: patch ? JSON.stringify(patch) : undefined,
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
  return JSON.parse(text);
}

/** Some objects of every cluster, so that one after the other is of another cluster. */
async function targetsOf(clusters: SimulatedCluster[]): Promise<Target[]> {
  const byCluster: Target[][] = [];
  for (const { server, token } of clusters) {
    const list = new URL(`${server}/${KIND}?limit=${OBJECTS_OF_A_CLUSTER}`);
    const { items = [] } = await send(list, token);
    byCluster.push(
      items.map(({ metadata: { namespace, name } }) => ({
        url: new URL(
          `${server}/${KIND.replace(
            'kustomizations',
            `namespaces/${namespace}/kustomizations/${name}`,
          )}`,
        ),
        token,
        pending: [],
      })),
    );
  }
  return Array.from({ length: OBJECTS_OF_A_CLUSTER }, (_, i) =>
    byCluster.flatMap(targets => targets[i] ?? []),
  ).flat();
}

/**
 * Changes objects at a rate, whatever it takes, and measures from the moment that the API server has answered until the
 * row is committed. A change that a later one of the same object overtook counts when that one is there.
 */
async function change(options: {
  database: JsonObject;
  clusters: SimulatedCluster[];
  rate: number;
  seconds: number;
}): Promise<{ latenciesMs: number[]; perSecond: number }> {
  const { rate, seconds } = options;
  const knex = await openDatabase(options.database);
  await createWriteLog(knex);
  const targets = await targetsOf(options.clusters);
  if (targets.length === 0) throw new Error('There is nothing to change');
  const latenciesMs: number[] = [];
  let acknowledged = 0;

  const settle = (target: Target) => {
    target.pending = target.pending.filter(({ acknowledgedAt, seenAt }) => {
      if (acknowledgedAt === undefined || seenAt === undefined) return true;
      // The watch may tell the sync before this process has read the answer.
      latenciesMs.push(Math.max(0, seenAt - acknowledgedAt));
      return false;
    });
  };
  const watcher = await watchWrites(knex, values => {
    const seenAt = performance.now();
    for (const value of values.filter(text => text !== '')) {
      const [index, sequence] = value.split('.').map(Number);
      const target = targets[index];
      for (const one of target.pending) {
        if (one.sequence <= sequence) one.seenAt ??= seenAt;
      }
      settle(target);
    }
  });

  const patch = async (sequence: number) => {
    const index = sequence % targets.length;
    const target = targets[index];
    const one: Target['pending'][number] = { sequence };
    target.pending.push(one);
    await send(target.url, target.token, {
      metadata: { labels: { [CHANGE_LABEL]: `${index}.${sequence}` } },
    });
    one.acknowledgedAt = performance.now();
    acknowledged += 1;
    settle(target);
  };

  const startedAt = performance.now();
  const running: Array<Promise<void>> = [];
  const total = Math.round(rate * seconds);
  for (let sequence = 0; sequence < total; ) {
    const due = ((performance.now() - startedAt) / 1000) * rate;
    for (; sequence < due && sequence < total; sequence += 1) {
      running.push(patch(sequence));
    }
    await new Promise(resolve => setTimeout(resolve, 2));
  }
  await Promise.all(running);
  const took = (performance.now() - startedAt) / 1000;
  const until = performance.now() + ARRIVE_WITHIN_MS;
  while (latenciesMs.length < total && performance.now() < until) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  await watcher.stop();
  if (latenciesMs.length < total) {
    throw new Error(
      `${total - latenciesMs.length} of ${total} changes are not in the index`,
    );
  }
  return { latenciesMs, perSecond: acknowledged / took };
}

/** How many rows of the index were written since {@link change} began. */
async function written(options: { database: JsonObject }): Promise<number> {
  const knex = await openDatabase(options.database);
  return countWrites(knex);
}

const calls = { change, written };

/** What this worker can be asked. */
export type ChangesCalls = typeof calls;

serveCalls(calls);
