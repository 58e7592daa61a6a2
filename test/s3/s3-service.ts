/**
 * A real S3 service on loopback, for the tests: the Versity gateway over a folder, built from the Go module beside
 * this file once per machine (about two minutes).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { builtProgram } from '#stack/go-build.ts'
import { newPort } from '#stack/ports.ts'

const GATEWAY = {
  name: 's3-gateway',
  sources: import.meta.dirname,
  package: 'github.com/versity/versitygw/cmd/versitygw',
  says: 'the S3 gateway for the tests with Go, first time about 2 minutes',
}
const START_MS = 20_000

export interface S3Service {
  endpoint: string
  bucket: string
  /** The folder of the service, with a file for each object under its name. */
  folder: string
  stop(): Promise<void>
}

/** Starts it with one empty bucket. Sets the credentials in the environment of this process, as an operator would. */
export async function startS3(): Promise<S3Service> {
  const program = await builtProgram(process.env, GATEWAY, (line) => process.stdout.write(`${line}\n`))
  const root = await mkdtemp(join(tmpdir(), 'tongchou-s3-'))
  const [data, sidecar] = [join(root, 'data'), join(root, 'sidecar')]
  await Promise.all([mkdir(join(data, 'documents'), { recursive: true }), mkdir(sidecar)])
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'tongchou', AWS_SECRET_ACCESS_KEY: 'only-for-this-test' })
  const port = await newPort(new Set())
  const gateway = spawn(
    program,
    ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', '--sidecar', sidecar, data],
    {
      env: { ...process.env, ROOT_ACCESS_KEY: 'tongchou', ROOT_SECRET_KEY: 'only-for-this-test' },
      stdio: 'ignore',
    },
  )
  await listening(port, gateway)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'documents',
    folder: join(data, 'documents'),
    async stop() {
      gateway.kill('SIGTERM')
      if (gateway.exitCode === null) await once(gateway, 'exit')
      await rm(root, { recursive: true, force: true })
    },
  }
}

async function listening(port: number, gateway: ChildProcess): Promise<void> {
  const isUp = vi.waitFor(() => connected(port), { timeout: START_MS })
  const end = once(gateway, 'exit').then(([code]) => {
    throw new Error(`the S3 gateway ended with ${code}`)
  })
  await Promise.race([isUp, end])
}

async function connected(port: number): Promise<void> {
  const socket = createConnection(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}
