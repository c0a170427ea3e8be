import { ApiError } from '../apiserver/ApiError';
import { jsonPath } from './tables/jsonPath';
import { KindStore } from '../apiserver/store/KindStore';
import { parseStored } from '../apiserver/store/objectText';
import { PodLogLine } from '../apiserver/PodLogs';
import { ResourceRequest } from './ApiRequest';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { findObject } from './findObject';
import { isTrue } from './isTrue';
import { sendAnswer } from './sendAnswer';

/** Answers with a container's log, and with `follow` with what it writes from then on. */
export async function handlePodLog(
  cluster: ClusterContext,
  exchange: Exchange,
  kind: KindStore,
  resource: ResourceRequest,
): Promise<void> {
  const { query } = exchange.request;
  const { podLogs, clock } = cluster.api;
  const pod = parseStored(kind.definition, findObject(kind, resource));
  const container = chooseContainer(
    resource.name,
    jsonPath(pod, '.spec.containers[*].name').map(String),
    query.get('container') ?? '',
  );
  const where = { namespace: resource.namespace, name: resource.name };
  const named = podLogs.read({ ...where, container });
  const lines = [...podLogs.read(where), ...named].sort((a, b) => a.at - b.at);
  const withTimes = isTrue(query.get('timestamps'));
  const chosen = choose(lines, query, clock.now()).map(line =>
    textOf(line, withTimes),
  );
  if (!isTrue(query.get('follow'))) {
    await sendAnswer(exchange, {
      code: 200,
      contentType: 'text/plain',
      parts: chosen,
    });
    return;
  }
  const { response } = exchange;
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.flushHeaders();
  response.write(chosen.join(''));
  const write = (line: PodLogLine) => {
    response.write(textOf(line, withTimes));
  };
  const stops = [
    podLogs.follow(where, write),
    podLogs.follow({ ...where, container }, write),
  ];
  response.on('close', () => stops.forEach(stop => stop()));
}

function chooseContainer(
  pod: string,
  containers: string[],
  wanted: string,
): string {
  if (!wanted && containers.length > 1) {
    throw ApiError.badRequest(
      `a container name must be specified for pod ${pod}, choose one of: [${containers.join(
        ' ',
      )}]`,
    );
  }
  if (wanted && !containers.includes(wanted)) {
    throw ApiError.badRequest(
      `container ${wanted} is not valid for pod ${pod}`,
    );
  }
  return wanted || containers[0] || '';
}

function choose(
  lines: PodLogLine[],
  query: URLSearchParams,
  now: number,
): PodLogLine[] {
  const seconds = query.get('sinceSeconds');
  const time = query.get('sinceTime');
  let since = -Infinity;
  if (seconds) {
    since = now - Number(seconds) * 1000;
  } else if (time) {
    since = Date.parse(time);
  }
  const recent = lines.filter(line => line.at >= since);
  const tail = query.get('tailLines');
  return tail === null ? recent : recent.slice(-Number(tail) || recent.length);
}

function textOf(line: PodLogLine, withTime: boolean): string {
  return withTime
    ? `${new Date(line.at).toISOString()} ${line.text}\n`
    : `${line.text}\n`;
}
