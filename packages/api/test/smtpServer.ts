import { createServer, type Socket } from 'node:net';

/** A mail as it was handed in. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body. */
  readonly text: string;
}

/** A mail server on loopback that takes any mail, or none from some addresses. */
export interface SmtpServer {
  readonly url: string;
  readonly mails: readonly Mail[];
  /** Refuses mail to these from now on. */
  refuse(to: string): void;
  close(): Promise<void>;
}

/** Speaks as much of SMTP as a mail needs to be handed in. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: Mail[] = [];
  const refused = new Set<string>();
  const server = createServer((socket) => converse(socket, refused, (mail) => mails.push(mail)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`, mails,
    refuse: (to) => void refused.add(to),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function converse(socket: Socket, refused: ReadonlySet<string>, take: (mail: Mail) => void): void {
  let [waiting, from, data] = ['', '', null as string[] | null];
  let to: string[] = [];
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const address = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';
  const hear = (line: string): void => {
    if (data !== null) {
      if (line !== '.') return void data.push(line.startsWith('..') ? line.slice(1) : line);
      take({ from, to, text: data.join('\n') });
      [data, to] = [null, []];
      return say('250 taken');
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') from = address(line);
    if (verb === 'RCPT' && refused.has(address(line))) return say('550 nobody of that name');
    if (verb === 'RCPT') to.push(address(line));
    if (verb === 'DATA') data = [];
    if (verb === 'QUIT') return void socket.end('221 bye\r\n');
    say(verb === 'DATA' ? '354 go on' : '250 fine');
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const lines = (waiting + chunk.toString()).split('\r\n');
    waiting = lines.pop()!;
    lines.forEach(hear);
  });
  say('220 here');
}
