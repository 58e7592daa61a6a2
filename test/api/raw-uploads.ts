/** Sends uploads as raw bytes, to test how their header fields are read. */
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { type ApiWorld, type Json, openApiWorld, tokenFor } from './api-world.ts'
import { PDF } from './document-files.ts'
import { stageForm } from './stage-form.ts'

export interface ListeningWorld extends ApiWorld {
  /** The path of the documents of a draft. */
  path: string
  port: number
}

/** An API that listens, and a draft in it. */
export async function openListeningWorld(): Promise<ListeningWorld> {
  const world = await openApiWorld({ withWorker: false })
  const draft = await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: stageForm() })
  await world.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = world.app.server.address() as AddressInfo
  return { ...world, path: `/v1/projects/drafts/${draft.json.id}/documents`, port }
}

/** The result of `find`, or the code of the refusal. */
export function orCode<T>(find: () => T): T | string {
  try {
    return find()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** Uploads a PDF with these header fields, each with its line end. */
export async function sendRaw(
  world: ListeningWorld,
  fields: Buffer[],
): Promise<{ status: number; json: Json }> {
  const socket = connect(world.port, '127.0.0.1')
  const head = [
    `POST ${world.path}?kind=other HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: ${PDF.length}\r\n`,
    `Authorization: Bearer ${await tokenFor(world.issuer, 'zhao-min')}\r\n`,
  ]
  socket.write(Buffer.concat([...head.map((line) => Buffer.from(line)), ...fields, Buffer.from('\r\n'), PDF]))
  const answer = await text(socket)
  const [status = '', body = '{}'] = [answer.slice(9, 12), answer.split('\r\n\r\n')[1]]
  return { status: Number(status), json: JSON.parse(body) }
}
