/** Files for uploads, and a function that uploads them. */
import { createHash, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role } from '#domain/values/directory.ts'
import { type Answer, type ApiWorld, send, tokenFor } from './api-world.ts'

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n')
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** A unique PDF. */
export const someBytes = (): Buffer => Buffer.concat([PDF, Buffer.from(`% ${randomUUID()}\n%%EOF\n`)])

export interface Sent {
  as?: string
  content: Buffer
  name?: string
  type?: string
  kind?: string
  headers?: Record<string, string>
  role?: Role
}

export const named = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`

export async function uploadTo(world: ApiWorld, path: string, sent: Sent): Promise<Answer> {
  const {
    as = 'zhao-min',
    role,
    content,
    name = '可研报告.pdf',
    type = 'application/pdf',
    kind,
    headers,
  } = sent
  const query = path.endsWith('/versions') ? '' : `?kind=${kind ?? 'stageDocument'}`
  return send(world.app, {
    method: 'POST',
    url: `${path}${query}`,
    headers: {
      authorization: `Bearer ${await tokenFor(world.issuer, as, role)}`,
      'content-type': type,
      'content-disposition': named(name),
      ...headers,
    },
    payload: content,
  })
}

/** Every file under the folder of the store, including incoming ones. */
export async function filesOf(world: ApiWorld): Promise<string[]> {
  const found = await readdir(world.folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
