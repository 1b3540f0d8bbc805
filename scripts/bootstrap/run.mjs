/** Runs a program in the foreground as if it had been started in our place: same streams, signals passed on, same exit code. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How often to look whether whoever started us still lives. */
const LOOK_MS = 250;

/** Repeats of one signal within this time are one: npm passes on what the terminal has already sent to everyone. */
const REPEAT_MS = 1000;

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: Record<string, string | undefined>, stdio?: import('node:child_process').StdioOptions, shell?: boolean, endWithParent?: boolean }} options
 * @returns {Promise<number>} the exit code; 128 + number when a signal ended it
 */
export function run(program, args, { cwd, env, stdio = 'inherit', shell = false, endWithParent = false }) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd, env, stdio, shell });
    const stops = [passOnSignals(child), endWithParent ? stopWithParent(child) : () => {}];
    const stop = () => { for (const one of stops) one(); };
    child.once('error', (error) => { stop(); failed(error); });
    child.once('exit', (code, signal) => {
      stop();
      done(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function passOnSignals(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  /** @type {Map<string, number>} */
  const last = new Map();
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    const now = Date.now();
    const repeated = now - (last.get(signal) ?? 0) < REPEAT_MS;
    last.set(signal, now);
    // Ctrl-C on a terminal reaches the child by itself; passed on as well it would count as a second one.
    if (repeated || (signal === 'SIGINT' && process.stdin.isTTY)) return;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  return () => { for (const signal of signals) process.off(signal, pass); };
}

/**
 * npm puts a shell between itself and us and passes signals to that shell only, which dies of them and tells nobody. So when the process
 * that started us is gone, the child is asked to stop. (Where there is no such thing as a new parent, nothing is ever seen to change.)
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWithParent(child) {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    child.kill('SIGTERM');
  }, LOOK_MS);
  look.unref();
  return () => clearInterval(look);
}
