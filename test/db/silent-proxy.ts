/** A loopback proxy before PostgreSQL that can become silent: connections stay open, but no data pass. */
import type { AddressInfo } from 'node:net'
import { createServer, type Socket, connect as tcp } from 'node:net'

export class SilentProxy {
  /** Address of the same database through the proxy. */
  readonly url: string
  private isSilent = false
  private readonly pairs = new Set<{ near: Socket; far: Socket }>()
  private readonly server: ReturnType<typeof createServer>

  private constructor(url: string, server: ReturnType<typeof createServer>) {
    this.url = url
    this.server = server
  }

  static async open(databaseUrl: string): Promise<SilentProxy> {
    const target = new URL(databaseUrl)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = new URL(databaseUrl)
    address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const proxy = new SilentProxy(address.href, server)
    server.on('connection', (near) => proxy.join(near, Number(target.port), target.hostname))
    return proxy
  }

  private join(near: Socket, port: number, host: string): void {
    const far = tcp(port, host)
    const pair = { near, far }
    this.pairs.add(pair)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (chunk) => {
        if (this.passes(pair)) to.write(chunk)
      })
      from.on('error', () => undefined)
      // A lost network does not transmit the end of a connection.
      from.on('close', () => {
        if (this.passes(pair)) to.destroy()
      })
    }
    if (this.isSilent) this.pairs.delete(pair)
  }

  private passes(pair: { near: Socket; far: Socket }): boolean {
    return !this.isSilent && this.pairs.has(pair)
  }

  /** From now on no data arrive, in both directions. */
  silence(): void {
    this.isSilent = true
    this.lost.push(...this.pairs)
    this.pairs.clear()
  }

  /** New connections work again; old ones stay lost. */
  heal(): void {
    this.isSilent = false
  }

  private readonly lost: { near: Socket; far: Socket }[] = []

  close(): void {
    this.server.close()
    for (const { near, far } of [...this.pairs, ...this.lost]) {
      near.destroy()
      far.destroy()
    }
  }
}
