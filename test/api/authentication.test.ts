import { generateKeyPairSync } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, openApiWorld, tokenFor } from './api-world.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
})
afterAll(() => world.close())

const CLAIMS = { role: 'departmentLead', org: 'mca-it' }
const stranger = generateKeyPairSync('ed25519')

const ask = async (authorization?: string) =>
  world.call('GET', '/v1/directory/me', authorization === undefined ? {} : { headers: { authorization } })

interface Forgery {
  header?: Record<string, string>
  claims?: Record<string, unknown>
  issuer?: string
  audience?: string
  expires?: string
  /** How far in the future it was issued. */
  ahead?: string
}

/** A token signed with a stranger’s key. */
async function forged({ header, claims, issuer, audience, expires, ahead = '0s' }: Forgery): Promise<string> {
  return new SignJWT({ ...CLAIMS, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header })
    .setSubject('zhou-kai')
    .setIssuer(issuer ?? world.issuer.name)
    .setAudience(audience ?? 'tongchou')
    .setIssuedAt(ahead)
    .setExpirationTime(expires ?? '1h')
    .sign(stranger.privateKey)
}

describe('a request without a valid token', () => {
  it('is refused with 401, and the answer says what to send', async () => {
    const answer = await ask()
    expect([answer.status, answer.json.type]).toEqual([401, 'urn:tongchou:problem:unauthenticated'])
    expect(answer.headers['www-authenticate']).toContain('Bearer')
  })

  it('is refused when the token is garbage, unsigned or signed by a stranger', async () => {
    const good = await tokenFor(world.issuer, 'zhou-kai')
    const [head = '', body = '', signature = ''] = good.split('.')
    const none = new UnsecuredJWT(CLAIMS).setSubject('zhou-kai').setExpirationTime('1h').encode()
    const jwk = await forged({ header: { jwk: 'x', kid: '../../dev/null' } })
    const tokens = [
      'x',
      `Bearer ${none}`,
      `Bearer ${none}x`,
      `Bearer ${await forged({})}`,
      `Bearer ${jwk}`,
      `Bearer ${head}.${body}.${signature.slice(0, -4)}AAAA`,
      `Bearer ${head}.${Buffer.from('{"sub":"he-jing"}').toString('base64url')}.${signature}`,
      `Basic ${good}`,
      good,
    ]
    for (const token of tokens) expect((await ask(token)).status, token.slice(0, 40)).toBe(401)
  })

  it('is refused when the token is for another audience, by another issuer, expired, issued in the future, or no access token', async () => {
    // The same application, which trusts the stranger's key, so that only the tested claim is wrong.
    const { deps } = world
    const { buildApp } = await import('#api/app.ts')
    const trusting = await buildApp({
      ...deps,
      tokens: { ...deps.tokens, keys: async () => stranger.publicKey },
    })
    const status = async (forgery: Forgery) => {
      const headers = { authorization: `Bearer ${await forged(forgery)}` }
      return (await trusting.inject({ url: '/v1/directory/me', headers })).statusCode
    }
    expect(await status({})).toBe(200)
    expect(await status({ audience: 'other' })).toBe(401)
    expect(await status({ issuer: 'other' })).toBe(401)
    expect(await status({ expires: '-1h' })).toBe(401)
    expect(await status({ header: { typ: 'JWT' } })).toBe(401)
    // The issuer's clock may be a little ahead, but not by a day.
    expect(await status({ ahead: '10s' })).toBe(200)
    expect(await status({ ahead: '50m' })).toBe(401)
    expect(await status({ ahead: '1d', expires: '3d' })).toBe(401)
    expect(await status({ claims: { role: 'emperor' } })).toBe(401)
    expect(await status({ claims: { org: 'mca' } })).toBe(403)
    await trusting.close()
  })
})

describe('a token and the directory', () => {
  it('shows the caller as the directory knows them', async () => {
    const { json } = await world.call('GET', '/v1/directory/me', { as: 'he-jing' })
    expect(json).toMatchObject({ person: 'he-jing', isLeader: true, actingAs: { code: 'approver' } })
    expect(json.orgPath.map((org: { code: string }) => org.code)).toEqual(['ndrc-hightech', 'ndrc'])
  })

  it('gives no token for a role that is not held', async () => {
    const answer = await world.call('POST', '/dev/token', { body: { person: 'zhao-min', role: 'approver' } })
    expect([answer.status, answer.json.errors[0].pointer]).toEqual([422, '/role'])
    expect(answer.json.errors[0].detail_en).toMatch(/held: [a-zA-Z, ]+ @ [a-z-]+/)
  })

  it('suggests similar ids for an unknown person', async () => {
    const answer = await world.call('POST', '/dev/token', { body: { person: 'zhou-kay', role: 'approver' } })
    expect([answer.status, answer.json.errors[0].pointer]).toEqual([422, '/person'])
    expect(answer.json.errors[0].detail_zh).toContain('zhou-kai')
  })

  it.each(['bearer', 'BEARER'])('accepts the scheme as %s', async (scheme) => {
    expect((await ask(`${scheme} ${await tokenFor(world.issuer, 'he-jing')}`)).status).toBe(200)
  })

  it('refuses a removed role from the next request on', async () => {
    const authorization = `Bearer ${await tokenFor(world.issuer, 'lin-tao')}`
    expect((await ask(authorization)).status).toBe(200)
    await world.pool.query(`update directory_person set roles = '{}' where id = 'lin-tao'`)
    await world.pool.query(`update directory_version set version = 'changed'`)
    const after = await ask(authorization)
    expect([after.status, after.json.unmet[0].code]).toEqual([403, 'roleNotHeld'])
  })
})
