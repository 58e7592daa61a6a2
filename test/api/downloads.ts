/** Downloads over real connections, which may break. */
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ApiWorld, tokenFor } from './api-world.ts'

export interface Came {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
  isWhole: boolean
}

export async function download(
  world: ApiWorld,
  href: string,
  headers: Record<string, string> = {},
): Promise<Came> {
  const answer = await asked(world, href, headers)
  return came(answer)
}

export async function asked(
  world: ApiWorld,
  href: string,
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  const { port } = world.app.server.address() as AddressInfo
  const authorization = `Bearer ${await tokenFor(world.issuer, 'zhao-min')}`
  const asking = request({
    host: '127.0.0.1',
    port,
    path: href,
    agent: false,
    headers: { authorization, ...headers },
  })
  return new Promise((resolve, reject) => {
    asking.on('response', resolve).on('error', reject).end()
  })
}

export async function came(answer: IncomingMessage): Promise<Came> {
  const pieces: Buffer[] = []
  answer.on('data', (piece: Buffer) => pieces.push(piece))
  await new Promise((resolve) => answer.on('close', resolve).on('error', () => undefined))
  const { statusCode = 0, headers, complete } = answer
  return { status: statusCode, headers, body: Buffer.concat(pieces), isWhole: complete }
}
