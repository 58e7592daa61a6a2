/** The configuration of a process. One schema, parsed at start; all missing or wrong names are reported together. */
import { object, oneOf, type Shape, text } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'

const port = (description: string): Shape<string> => ({
  type: 'string',
  pattern: '^[0-9]{1,5}$',
  description,
})

export const CONFIG = object(
  {
    DATABASE_URL: text(500, 'PostgreSQL of this installation'),
    TEMPORAL_ADDRESS: text(200, 'host:port of the Temporal frontend'),
    TEMPORAL_NAMESPACE: text(200, 'namespace of this installation'),
  },
  {
    TEMPORAL_UI_URL: text(200, 'address of the Temporal UI for people'),
    API_HOST: text(200, 'address to listen on'),
    API_PORT: port('port of the API'),
    API_METRICS_PORT: port('port of the API’s metrics, for operators only; without it there are none'),
    API_DOCS_PUBLIC: oneOf(
      ['0', '1'],
      '1 shows /docs to anybody; otherwise it needs a token, unless DEV_ISSUER is 1',
    ),
    API_URL: text(200, 'address of the API for people; used in mails'),
    WORKER_HOST: text(200, 'address on which the worker serves monitoring'),
    WORKER_PORT: port('port of the worker’s health and metrics'),
    REHEARSAL: oneOf(['0', '1'], '1 enables the rehearsal clock and its routes; never in production'),
    DEV_ISSUER: oneOf(['0', '1'], '1 serves development tokens; never in production'),
    DEV_ISSUER_ANYWHERE: oneOf(
      ['0', '1'],
      '1 serves them also where API_HOST is not loopback; never in production',
    ),
    JWKS_URL: text(
      500,
      'key set of the identity provider, by https or on loopback; the development issuer’s own by default',
    ),
    TOKEN_ISSUER: text(500, 'expected issuer of tokens'),
    TOKEN_AUDIENCE: text(200, 'expected audience of tokens'),
    DOCUMENTS_FOLDER: text(500, 'folder with the content of uploaded documents; one folder for all APIs'),
    S3_BUCKET: text(
      100,
      'bucket that keeps the content of documents instead; credentials as AWS SDKs find them',
    ),
    S3_ENDPOINT: text(500, 'address of the S3 service; Amazon’s own by default'),
    S3_REGION: text(100, 'region of the bucket'),
    S3_PATH_STYLE: oneOf(
      ['0', '1'],
      '1 puts the bucket’s name into the path, as most self-hosted services need',
    ),
    SMTP_URL: text(500, 'mail relay; without it mails wait in the outbox'),
    MAIL_FROM: text(200, 'sender of mails'),
    WEBHOOK_URL: text(500, 'receiver of signed webhooks'),
    WEBHOOK_SECRET: text(200, 'standardwebhooks secret, whsec_…'),
    LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']),
  },
)

type Given = Partial<Record<string, string>>
export type Config = Required<Pick<ReturnType<typeof typed>, keyof typeof DEFAULTS | Mandatory>> &
  Partial<ReturnType<typeof typed>>
type Mandatory = 'DATABASE_URL' | 'TEMPORAL_ADDRESS' | 'TEMPORAL_NAMESPACE'

const typed = (value: NonNullable<(typeof CONFIG)['_type']>) => value

const DEFAULTS = {
  API_HOST: '127.0.0.1',
  API_PORT: '3000',
  API_DOCS_PUBLIC: '0',
  WORKER_HOST: '127.0.0.1',
  WORKER_PORT: '3001',
  REHEARSAL: '0',
  DEV_ISSUER: '0',
  DEV_ISSUER_ANYWHERE: '0',
  TOKEN_AUDIENCE: 'tongchou',
  DOCUMENTS_FOLDER: '.tongchou/documents',
  S3_REGION: 'us-east-1',
  S3_PATH_STYLE: '0',
  MAIL_FROM: 'Tongchou <noreply@tongchou.invalid>',
  LOG_LEVEL: 'info',
} as const

/** The configuration of a process. Throws one Error that names every problem. */
export function configFrom(environment: Given): Config {
  const names = Object.keys(CONFIG.properties ?? {})
  const given = Object.fromEntries(
    names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  ) as Record<string, string>
  const whole = { ...DEFAULTS, ...given }
  const problems = checkShape(CONFIG, whole).map(({ pointer, en }) => `${pointer.slice(1)} ${en}`)
  if (problems.length > 0) throw new Error(`The environment is not complete: ${problems.join('; ')}`)
  return whole as Config
}
