/** The source of tokens is chosen at the start; settings with which tokens could be forged end the start with a sentence. */
import { describe, expect, it } from 'vitest'
import { isLoopback } from '#api/auth/loopback.ts'
import { tokenSource } from '#api/auth/token-source.ts'
import { configFrom } from '#wire/config.ts'
import { runScript } from '../rehearsal/run-script.ts'

const BASE = {
  DATABASE_URL: 'postgres://somebody:secret@127.0.0.1:1/nowhere',
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  TEMPORAL_NAMESPACE: 'nobody',
}
const source = (environment: Record<string, string>) => tokenSource(configFrom({ ...BASE, ...environment }))

const HERE = [
  '127.0.0.1',
  '127.8.9.10',
  '::1',
  '[::1]',
  '::ffff:127.0.0.1',
  'localhost',
  'LocalHost',
  'api.localhost',
]
const ELSEWHERE = [
  '0.0.0.0',
  '::',
  '10.0.0.5',
  '192.168.1.2',
  'fe80::1',
  'api',
  'localhost.example',
  '127.0.0.1.example',
  '128.0.0.1',
]

describe('the host on which an API listens', () => {
  it.each(HERE)('%s is only reachable from this machine', (host) => expect(isLoopback(host)).toBe(true))
  it.each(ELSEWHERE)('%s is or may be reachable from other machines', (host) =>
    expect(isLoopback(host)).toBe(false),
  )
})

describe('development tokens', () => {
  it.each(HERE)('are issued on %s', async (host) => {
    expect((await source({ DEV_ISSUER: '1', API_HOST: host })).issuer).not.toBeNull()
  })

  it.each(ELSEWHERE)('are not issued on %s without a second setting', async (host) => {
    const setting = { DEV_ISSUER: '1', API_HOST: host }
    await expect(source(setting)).rejects.toThrow(/^DEV_ISSUER=1 .*DEV_ISSUER_ANYWHERE=1/)
    expect((await source({ ...setting, DEV_ISSUER_ANYWHERE: '1' })).issuer).not.toBeNull()
  })

  it('are not issued with the second setting alone', async () => {
    await expect(source({ DEV_ISSUER_ANYWHERE: '1' })).rejects.toThrow('Set JWKS_URL and TOKEN_ISSUER')
    const real = { JWKS_URL: 'https://id.example/keys', TOKEN_ISSUER: 'https://id.example' }
    expect((await source({ ...real, DEV_ISSUER_ANYWHERE: '1', API_HOST: '0.0.0.0' })).issuer).toBeNull()
  })

  it('on a public address end the start with one sentence, before anything else is done', async () => {
    const ended = await runScript('api/main.ts', [], {
      env: { ...BASE, DEV_ISSUER: '1', API_HOST: '0.0.0.0' },
    })
    expect(ended).toMatchObject({ status: 1, stdout: '' })
    expect(ended.stderr).toMatch(/^DEV_ISSUER=1 gives tokens for any person [^\n]+\n$/)
  })
})

describe('the key set of the identity provider', () => {
  const TOKEN_ISSUER = 'https://id.example'
  it.each([
    'https://id.example/keys',
    'http://127.0.0.1:8080/keys',
    'http://[::1]/keys',
    'http://localhost/keys',
  ])('is accepted from %s', async (address) => {
    expect((await source({ JWKS_URL: address, TOKEN_ISSUER })).rules.issuer).toBe(TOKEN_ISSUER)
  })

  it.each([
    'http://id.example/keys',
    'http://10.0.0.5/keys',
    'http://localhost.example/keys',
    'http://127.0.0.1@id.example/keys',
    'ftp://127.0.0.1/keys',
    'file:///etc/keys.json',
    'data:application/json,{}',
    'id.example/keys',
    '/keys',
  ])('is not accepted from %s', async (address) => {
    await expect(source({ JWKS_URL: address, TOKEN_ISSUER })).rejects.toThrow(
      /^JWKS_URL is .* https:\/\/ address/,
    )
  })

  it('that could be forged in transit ends the start with one sentence', async () => {
    const env = { ...BASE, JWKS_URL: 'http://id.example/keys', TOKEN_ISSUER }
    const ended = await runScript('api/main.ts', [], { env })
    expect(ended).toMatchObject({ status: 1, stdout: '' })
    expect(ended.stderr).toMatch(/^JWKS_URL is http:\/\/id\.example\/keys[^\n]+\n$/)
  })
})
