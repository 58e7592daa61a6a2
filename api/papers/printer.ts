/** Prints papers. Rendering takes about two seconds, so it runs in a thread, and other requests are answered meanwhile. */
import type { Worker } from 'node:worker_threads'
import type { Content } from 'pdfmake'
import { startThread } from '#wire/thread.ts'

export interface Paper {
  title: string
  content: Content[]
}

export interface Printed {
  pdf: Uint8Array
  /** Characters that the font lacks: `U+20BB7`. */
  missing: string[]
}

type Answer = { n: number; printed: Printed } | { n: number; error: string }

interface Waiting {
  resolve: (printed: Printed) => void
  reject: (error: Error) => void
}

let renderer: Worker | undefined
let count = 0
const waiting = new Map<number, Waiting>()

export function print(paper: Paper): Promise<Printed> {
  renderer ??= start()
  count += 1
  const n = count
  return new Promise((resolve, reject) => {
    waiting.set(n, { resolve, reject })
    renderer?.postMessage({ n, paper })
  })
}

/** Started for the first paper; a renderer that breaks fails its papers, and the next paper starts a new one. */
function start(): Worker {
  const worker = startThread(new URL('./pdf-renderer.ts', import.meta.url))
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.n)
    waiting.delete(answer.n)
    if ('error' in answer) asked?.reject(new Error(answer.error))
    else asked?.resolve(answer.printed)
  })
  worker.on('error', broken)
  worker.on('exit', () => broken(new Error('the renderer has stopped')))
  // Otherwise the message listener would keep the process alive.
  worker.unref()
  return worker

  function broken(error: Error): void {
    if (renderer === worker) renderer = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
}
