import type { LoggerService } from '@backstage/backend-plugin-api';

const quiet = () => {};

/** Says on standard error what should not happen during a benchmark, and nothing else. */
export const benchLogger: LoggerService = {
  debug: quiet,
  info: quiet,
  warn: (message, meta) => loud('warn', message, meta),
  error: (message, meta) => loud('error', message, meta),
  child: () => benchLogger,
};

function loud(level: string, message: string, meta?: unknown): void {
  const more = meta instanceof Error ? ` ${meta.stack}` : '';
  process.stderr.write(`${level}: ${message}${more}\n`);
}
