import { expect, it } from 'vitest'
import { developmentEnv } from '#stack/development.ts'
import { type Config, configFrom } from '#wire/config.ts'
import { assertRehearsalIsSeparate } from '#wire/rehearsal-guard.ts'

const BASE = { DATABASE_URL: 'postgres://x', TEMPORAL_ADDRESS: 'x:1', TEMPORAL_NAMESPACE: 'x' }
const REAL = { JWKS_URL: 'https://id.example/keys', TOKEN_ISSUER: 'https://id.example' }
const configOf = (env: NodeJS.ProcessEnv): Config => configFrom({ ...BASE, ...env })

it.each([{ REHEARSAL: '1' }, { DEV_ISSUER: '1' }, { REHEARSAL: '1', DEV_ISSUER: '1' }])(
  'real tokens and %j cannot be configured together',
  (rehearsal) => {
    const names = Object.keys(rehearsal).map((name) => `${name}=1`)
    expect(() => assertRehearsalIsSeparate(configOf({ ...REAL, ...rehearsal }))).toThrow(
      `JWKS_URL is set together with ${names.join(' and ')}`,
    )
    expect(() => assertRehearsalIsSeparate(configOf(rehearsal))).not.toThrow()
  },
)

it('a development stack has either real tokens or the rehearsal clock and development tokens', () => {
  expect(developmentEnv({})).toMatchObject({ REHEARSAL: '1', DEV_ISSUER: '1' })
  expect(() => assertRehearsalIsSeparate(configOf(developmentEnv(REAL)))).not.toThrow()
})
