import { spawn } from 'node:child_process';

/**
 * Runs a command to its end. Throws when it does not exit with 0; with `quiet`, its output is only shown then.
 * Answers what it printed when `quiet`.
 */
export async function run(command, args, options = {}) {
  const { quiet = false, ...spawnOptions } = options;
  const child = spawn(command, args, {
    stdio: quiet
      ? ['ignore', 'pipe', 'pipe']
      : ['ignore', 'inherit', 'inherit'],
    ...spawnOptions,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', chunk => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (code !== 0) {
    if (quiet) process.stdout.write(output);
    throw new Error(`${command} ended with ${code}`);
  }
  return output;
}

/** Starts a command in a process group of its own, so that everything it starts can be stopped with it. */
export function startGroup(command, args, options = {}) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
    ...options,
  });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  return {
    ended,
    stop(signal = 'SIGTERM') {
      try {
        if (process.platform === 'win32') child.kill(signal);
        else process.kill(-child.pid, signal);
      } catch (error) {
        // ESRCH: it has ended already.
        if (error.code !== 'ESRCH') throw error;
      }
    },
  };
}
