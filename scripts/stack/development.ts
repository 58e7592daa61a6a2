/**
 * A stack on one's own machine: it issues tokens to anybody and has the rehearsal clock. An identity provider in the
 * environment takes the issuer's place; production runs the same processes without either (docs/operations.md).
 */
export function developmentEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { REHEARSAL: '1', ...(env.JWKS_URL ? {} : { DEV_ISSUER: '1' }), ...env }
}
