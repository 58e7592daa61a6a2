/** A mail server with a chosen fault. A change of the fault applies from its next answer on. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** `closes`: accepts the mail and closes the connection before its 250. `refuses`: answers 554. `hangs`: is silent for 30 s. `down`: does not listen. */
export const FAULTS = ['closes', 'refuses', 'hangs', 'down'] as const
export type Behaviour = 'good' | (typeof FAULTS)[number]

/** The header is folded, so the id is on its own line. */
const MESSAGE_ID = /<[0-9a-f]{64}@[^>]+>/
const SILENCE_MS = 30_000

export interface FaultyMailServer {
  url: string
  /** Message-IDs in the order of arrival, without refused mails. */
  seen: readonly string[]
  be(behaviour: Behaviour): Promise<void>
  close(): Promise<void>
}

export async function faultyMailServer(): Promise<FaultyMailServer> {
  let behaviour: Behaviour = 'good'
  const seen: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.write('220 ready\r\n')
    converse(socket, { behaviour: () => behaviour, seen })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const hangUp = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    seen,
    async be(next) {
      const wasDown = behaviour === 'down'
      behaviour = next
      if (next === 'down' && !wasDown) await hangUp()
      if (next === 'down' || !wasDown) return
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    close: () => (behaviour === 'down' ? Promise.resolve() : hangUp()),
  }
}

function converse(socket: Socket, { behaviour, seen }: { behaviour: () => Behaviour; seen: string[] }): void {
  let rest = ''
  let isMail = false
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!isMail) isMail = answer(socket, line, behaviour())
      else if (line === '.') isMail = received(socket, behaviour())
      else seen.push(...(MESSAGE_ID.exec(line) ?? []))
    }
  })
}

/** Answers one line. True when the mail itself follows. */
function answer(socket: Socket, line: string, behaviour: Behaviour): boolean {
  const isData = /^DATA$/i.test(line)
  if (/^RCPT/i.test(line) && behaviour === 'refuses') socket.write('554 refused\r\n')
  else if (isData) socket.write('354 go on\r\n')
  else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
  else socket.write('250 ok\r\n')
  return isData
}

function received(socket: Socket, behaviour: Behaviour): false {
  if (behaviour === 'closes') socket.destroy()
  else if (behaviour === 'hangs') setTimeout(() => socket.destroy(), SILENCE_MS).unref()
  else socket.write('250 ok\r\n')
  return false
}
