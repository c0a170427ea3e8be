import type { Page, Route } from '@playwright/test';

/** What the fleet's page asks the backend for, each with a request of its own. */
export type FleetQuestion = 'clusters' | 'summary' | 'failures' | 'rows';

/** A cluster in the backend's answer, as far as it is changed here. */
interface AnsweredCluster {
  name: string;
  health: { state: string; message: string };
  counts: Record<string, number>;
  versions: { flux: string | null; kubernetes: string | null };
}

/** How many failed resources the page looks through for what needs attention; its table never asks for so many. */
const FAILURES_LIMIT = '200';

function questionOf(route: Route): FleetQuestion | undefined {
  const { pathname, searchParams } = new URL(route.request().url());
  switch (pathname) {
    case '/api/flux-fleet/clusters':
      return 'clusters';
    case '/api/flux-fleet/summary':
      return 'summary';
    case '/api/flux-fleet/resources':
      return searchParams.get('limit') === FAILURES_LIMIT ? 'failures' : 'rows';
    default:
      return undefined;
  }
}

/**
 * The backend's answers on their way to one page: what lasts for a moment in life lasts here for as long as a test looks
 * at it. Call before the page is opened, or before it asks again; the last call decides.
 */
export class FleetAnswers {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Leaves these questions without an answer. */
  async hold(...questions: FleetQuestion[]): Promise<void> {
    await this.#intercept(async (question, route) => {
      // A route that nobody handles stays open.
      if (!questions.includes(question)) await route.fallback();
    });
  }

  /** Tells the page that these clusters (all, when none is named) are still being connected, and nothing is known of them. */
  async connecting(...names: string[]): Promise<void> {
    const isConnecting = ({ name }: AnsweredCluster) =>
      names.length === 0 || names.includes(name);
    await this.#change('clusters', (answer: { items: AnsweredCluster[] }) => ({
      ...answer,
      items: answer.items.map(cluster =>
        isConnecting(cluster)
          ? {
              ...cluster,
              health: { ...cluster.health, state: 'connecting', message: '' },
              counts: Object.fromEntries(
                Object.keys(cluster.counts).map(status => [status, 0]),
              ),
              versions: { flux: null, kubernetes: null },
            }
          : cluster,
      ),
    }));
  }

  /** Tells the page that there is no resource yet. */
  async nothingListed(): Promise<void> {
    await this.#change('summary', answer => ({ ...answer, groups: [] }));
    for (const question of ['failures', 'rows'] as const) {
      await this.#change(question, answer => ({
        ...answer,
        items: [],
        totalItems: 0,
        nextCursor: null,
      }));
    }
  }

  /** Cuts every connection to the backend of the fleet. */
  async cutOff(): Promise<void> {
    await this.#intercept(async (_question, route) => route.abort());
  }

  async #change<T extends object>(
    changed: FleetQuestion,
    change: (answer: T) => object,
  ): Promise<void> {
    await this.#intercept(async (question, route) => {
      if (question !== changed) {
        await route.fallback();
        return;
      }
      const response = await route.fetch();
      const answer = (await response.json()) as T;
      await route.fulfill({ response, json: change(answer) });
    });
  }

  async #intercept(
    handle: (question: FleetQuestion, route: Route) => Promise<void>,
  ): Promise<void> {
    await this.#page.route('**/api/flux-fleet/**', async route => {
      const question = questionOf(route);
      if (question) await handle(question, route);
      else await route.fallback();
    });
  }
}
