import { IncomingMessage, ServerResponse } from 'node:http';

import { parseFault } from '../faults/parseFault';
import type { FleetSimulator } from './FleetSimulator';
import type { SimulatedCluster } from './SimulatedCluster';

const LARGEST_BODY = 64 * 1024;
const CLUSTER_ACTION =
  /^\/simulator\/clusters\/([^/]+)\/(faults|down|up|close-watches|compact|stats)$/;

/** What a control request is answered with: a code and either JSON or YAML text. */
interface ControlAnswer {
  code: number;
  body?: unknown;
  yaml?: string;
}

/**
 * The control interface, for tests in other processes: lists clusters, gives the kubeconfig, adds and removes faults, takes clusters
 * down and brings them back.
 */
export async function handleControl(
  simulator: FleetSimulator,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { code, body, yaml } = await answer(simulator, incoming);
  if (yaml !== undefined) {
    response.writeHead(code, { 'Content-Type': 'application/yaml' }).end(yaml);
  } else if (body !== undefined) {
    response
      .writeHead(code, { 'Content-Type': 'application/json' })
      .end(`${JSON.stringify(body)}\n`);
  } else {
    response.writeHead(code).end();
  }
}

async function answer(
  simulator: FleetSimulator,
  incoming: IncomingMessage,
): Promise<ControlAnswer> {
  const path = new URL(incoming.url ?? '/', 'http://simulator').pathname;
  const method = incoming.method ?? 'GET';
  if (method === 'GET' && path === '/simulator/clusters') {
    const clusters = simulator.clusters.map(
      ({ name, server, token, certificateAuthority }) => ({
        name,
        server,
        token,
        certificateAuthority,
      }),
    );
    return { code: 200, body: { clusters } };
  }
  if (method === 'GET' && path === '/simulator/kubeconfig') {
    return { code: 200, yaml: simulator.kubeconfig() };
  }
  const match = CLUSTER_ACTION.exec(path);
  const cluster =
    match &&
    simulator.clusters.find(
      other => other.name === decodeURIComponent(match[1]),
    );
  if (!match || !cluster) {
    return { code: 404, body: { error: `Not found: ${path}` } };
  }
  return act(cluster, method, match[2], incoming);
}

async function act(
  cluster: SimulatedCluster,
  method: string,
  action: string,
  incoming: IncomingMessage,
): Promise<ControlAnswer> {
  switch (`${method} ${action}`) {
    case 'GET faults':
      return { code: 200, body: { faults: cluster.faults.list() } };
    case 'POST faults':
      return addFault(cluster, incoming);
    case 'DELETE faults':
      cluster.faults.clear();
      return { code: 204 };
    case 'GET stats':
      return { code: 200, body: cluster.stats() };
    case 'POST down':
      cluster.takeDown();
      return { code: 204 };
    case 'POST up':
      cluster.bringBack();
      return { code: 204 };
    case 'POST close-watches':
      cluster.closeWatches();
      return { code: 204 };
    case 'POST compact':
      cluster.compactHistory();
      return { code: 204 };
    default:
      return { code: 405, body: { error: `Not allowed: ${method}` } };
  }
}

async function addFault(
  cluster: SimulatedCluster,
  incoming: IncomingMessage,
): Promise<ControlAnswer> {
  try {
    const fault = parseFault(JSON.parse(await readText(incoming)));
    cluster.faults.add(fault);
    return { code: 201, body: { fault } };
  } catch (error) {
    return { code: 400, body: { error: (error as Error).message } };
  }
}

async function readText(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) {
    text += chunk;
    if (text.length > LARGEST_BODY) {
      throw new Error(`The body is larger than ${LARGEST_BODY} bytes`);
    }
  }
  return text;
}
