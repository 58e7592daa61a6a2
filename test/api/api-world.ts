/** An API in this process, with its own database and namespace. */

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@temporalio/client'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { register } from 'tsx/cjs/api'
import { inject } from 'vitest'
import { buildApp } from '#api/app.ts'
import { type DevIssuer, devIssuer } from '#api/auth/dev-issuer.ts'
import type { Deps } from '#api/deps.ts'
import { folderStore } from '#api/documents/folder-store.ts'
import type { Pool } from '#db/connect.ts'
import { exampleReference } from '#db/intake/reference-data.ts'
import { KINDS } from '#domain/kinds.ts'
import type { Person, Role } from '#domain/values/directory.ts'
import { type Hosted, runWorker } from '#rehearsal/world/hosting.ts'
import { type Installation, WHOLE } from '#rehearsal/world/installation.ts'
import { openDatabase } from '#rehearsal/world/own-database.ts'
import { openNamespace } from '#rehearsal/world/own-namespace.ts'
import { configFrom } from '#wire/config.ts'

// The SDK requires the payload converter by its path, without the transforms of the test runner.
register()

export interface ApiWorld {
  app: FastifyInstance
  databaseUrl: string
  pool: Pool
  temporal: Client
  issuer: DevIssuer
  /** The folder with the content of documents. */
  folder: string
  /** The dependencies of the application, to build another instance. */
  deps: Deps
  call(method: Method, url: string, options?: Call): Promise<Answer>
  /** Starts a worker, if the world was opened without one or after `rest`. */
  work(): Promise<void>
  /** Ends the worker. */
  rest(): Promise<void>
  close(): Promise<void>
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Call {
  /** Id of a person of the reference data. */
  as?: string
  /** By default the person's last role. */
  role?: Role
  body?: unknown
  /** A body that is sent unchanged. */
  raw?: string | Buffer
  headers?: Record<string, string>
  /** The Idempotency-Key; by default a new one, null for none. */
  key?: string | null
}

/** An answer. Tests read its fields without types, as a client would. */
export interface Answer {
  status: number
  headers: Record<string, unknown>
  json: Json
}
// biome-ignore lint/suspicious/noExplicitAny: the answer is what the tests check
export type Json = any

const people = new Map(exampleReference(KINDS).people.map((person): [string, Person] => [person.id, person]))

export interface WorldOptions extends Partial<Deps> {
  withWorker: boolean
  reconcileEveryMs?: number
  installation?: Installation
}

export async function openApiWorld(options: WorldOptions): Promise<ApiWorld> {
  const { withWorker, reconcileEveryMs, installation = WHOLE, ...given } = options
  const { adminDatabaseUrl, temporalAddress } = inject('servers')
  const name = `api_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const database = await openDatabase(adminDatabaseUrl, name, installation.kinds)
  const namespace = await openNamespace(temporalAddress, name)
  const issuer = await devIssuer(database.url, 'tongchou')
  const folder = await mkdtemp(join(tmpdir(), 'tongchou-documents-'))
  const deps: Deps = {
    ...{ pool: database.pool, lists: database.pool },
    ...{ kinds: installation.kinds, papers: installation.papers },
    temporal: namespace.temporal,
    blobs: folderStore(folder),
    tokens: { keys: issuer.keys, issuer: issuer.name, audience: 'tongchou' },
    devIssuer: issuer,
    isRehearsal: true,
    instance: randomUUID(),
    logLevel: 'silent',
    ...given,
  }
  const app = await buildApp(deps)
  const config = configFrom({
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: name,
    REHEARSAL: '1',
    LOG_LEVEL: 'silent',
  })
  let worker: Hosted | undefined
  const work = async (): Promise<void> => {
    worker = await runWorker(config, database.pool, {
      installation,
      ...(reconcileEveryMs ? { reconcileEveryMs } : {}),
    })
  }
  const rest = async (): Promise<void> => {
    await worker?.stop()
    worker = undefined
  }
  if (withWorker) await work()
  return {
    ...{ app, issuer, folder, deps, work, rest },
    databaseUrl: database.url,
    pool: database.pool,
    temporal: namespace.temporal,
    call: async (method, url, call = {}) =>
      send(app, { method, url, ...(await requestOf(method, call, issuer)) }),
    async close() {
      await app.close()
      await rest()
      await namespace.drop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function requestOf(
  method: Method,
  { as, role, body, raw, headers, key = randomUUID() }: Call,
  issuer: DevIssuer,
): Promise<InjectOptions> {
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  return {
    headers: {
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as ? { authorization: `Bearer ${await tokenFor(issuer, as, role)}` } : {}),
      ...(method === 'GET' || key === null ? {} : { 'idempotency-key': key }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  }
}

export async function tokenFor(issuer: DevIssuer, id: string, role?: Role): Promise<string> {
  const person = people.get(id)
  if (!person) throw new Error(`nobody is called ${id}`)
  const claims = { person: person.id, role: role ?? (person.roles.at(-1) as Role), org: person.org }
  return (await issuer.issue(claims)).accessToken
}

export async function send(app: FastifyInstance, options: InjectOptions): Promise<Answer> {
  const { statusCode, headers, payload } = await app.inject(options)
  const isJson = String(headers['content-type']).includes('json')
  return { status: statusCode, headers, json: isJson ? JSON.parse(payload) : payload }
}
