/** Mail servers that accept, refuse, close or stay silent, in this process. */

import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { vi } from 'vitest'

export interface MailServer {
  url: string
  mails: ParsedMail[]
  /** Message-IDs of all attempts in order, accepted or not. */
  attempts: string[]
  close: () => Promise<void>
}

/** A server that accepts every mail, unless `refuse` gives a code for it. It answers after `held`. */
export async function acceptingServer(
  refuse: () => number | undefined = () => undefined,
  held: Promise<unknown> = Promise.resolve(),
): Promise<MailServer> {
  const mails: ParsedMail[] = []
  const attempts: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      const code = refuse()
      done(code === undefined ? undefined : Object.assign(new Error('refused'), { responseCode: code }))
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        mails.push(mail)
        attempts.push(mail.messageId ?? '')
        void held.then(() => done())
      }, done)
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `smtp://127.0.0.1:${port}`, mails, attempts, close }
}

/** Replaces the time limits of attempts: a limit is reached when the test aborts it. */
export function heldClocks(): AbortController[] {
  const clocks: AbortController[] = []
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const clock = new AbortController()
    clocks.push(clock)
    return clock.signal
  })
  return clocks
}

/** Receives the whole mail and closes the connection without an answer, so it is not known whether the mail was delivered. */
export const closingServer = (): Promise<MailServer> =>
  rawServer((socket, line, attempts) => {
    // The header is folded, so the id is on its own line.
    const id = /<[0-9a-f]{64}@[^>]+>/.exec(line)?.[0]
    if (id) attempts.push(id)
    if (line === '.') socket.destroy()
    else if (/^DATA/i.test(line)) socket.write('354 go on\r\n')
    else if (/^(EHLO|MAIL|RCPT)/i.test(line)) socket.write('250 ok\r\n')
  })

/** Greets and is then silent. */
export const silentServer = (): Promise<MailServer> => rawServer(() => undefined)

/** Accepts every command, except those that start with a key of `answers`. `CONN`: the greeting. */
export const refusingServer = (answers: Record<string, string>): Promise<MailServer> =>
  rawServer((socket, line) => {
    const refused = Object.keys(answers).find((command) => line.startsWith(command))
    if (refused) socket.write(`${answers[refused]}\r\n`)
    else if (/^DATA/i.test(line)) socket.write('354 go on\r\n')
    else if (/^(EHLO|HELO|MAIL|RCPT|RSET|\.$)/i.test(line)) socket.write('250 ok\r\n')
  }, answers.CONN)

async function rawServer(
  answer: (socket: Socket, line: string, attempts: string[]) => void,
  greeting = '220 ready',
): Promise<MailServer> {
  const attempts: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    let rest = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) answer(socket, line, attempts)
    })
    socket.write(`${greeting}\r\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { url: `smtp://127.0.0.1:${port}`, mails: [], attempts, close }
}
