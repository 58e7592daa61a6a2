import { mkdtempSync } from 'node:fs'
import { Client } from '@temporalio/client'
import pg from 'pg'
import { startStack } from '#scripts/stack/stack.ts'
import { contentHash } from '#wire/content-hash.ts'
import { connectTemporal } from '#wire/connection.ts'
import { bareEngine } from './bare/engine.ts'
import { ourApi } from './our-api.ts'
const q=(a:number[],p:number)=>a.slice().sort((x,y)=>x-y)[Math.floor(a.length*p)]!.toFixed(1)
const root=mkdtempSync('/tmp/prof-')
const stack = await startStack({ root, processes:'all', quiet:true, env:{...process.env, REHEARSAL:'1', DEV_ISSUER:'1', LOG_LEVEL:'warn'} })
const N=120
{ const adm = new pg.Client({connectionString: stack.adminDatabaseUrl}); await adm.connect(); await adm.query("alter system set log_min_duration_statement = 0"); await adm.query('select pg_reload_conf()'); await adm.end() }
const bare = await bareEngine(stack, N)
await ourApi(stack.apiUrl, N)
const c = new Client({connection: await connectTemporal(stack.temporalAddress), namespace:'tongchou'})
const db = new pg.Client({connectionString: stack.databaseUrl('tongchou')}); await db.connect()
const ids=(await db.query('select case_id from project order by id')).rows.map(r=>r.case_id)
await new Promise(r=>setTimeout(r,1500))
const a:number[]=[], d:number[]=[]
for (let i=0;i<N;i++){ let t=performance.now(); await bare.decide(i); a.push(performance.now()-t)
 const id=ids[i]
 const env={commandId:'x'+id, action:'admit', actor:'chen-hao', role:'approver', org:'ndrc-hightech', case:id, round:null, contentHash: contentHash({}), issuedAt:new Date().toISOString(), body:{}}
 const hint={actor:{kind:'person',person:'chen-hao',role:'approver',org:'ndrc-hightech',orgPath:['ndrc-hightech','ndrc'],isLeader:false}}
 t=performance.now(); await c.workflow.getHandle(id).executeUpdate('act' as any,{args:[env,hint], updateId: env.commandId} as any); d.push(performance.now()-t)
}
console.log('bare',q(a.slice(50),.5),q(a.slice(50),.25),'direct',q(d.slice(50),.5),q(d.slice(50),.25), 'ratio', (Number(q(d.slice(50),.5))/Number(q(a.slice(50),.5))).toFixed(2))

const wft = async (wid: string) => { const h = await c.workflow.getHandle(wid).fetchHistory(); const ev = h.events!; const acc = ev.findLastIndex(e=>e.workflowExecutionUpdateAcceptedEventAttributes); const comp = ev.slice(0,acc).findLastIndex(e=>e.workflowTaskCompletedEventAttributes); const ms=(e:any)=>Number(e.eventTime.seconds)*1000+e.eventTime.nanos/1e6; return [ms(ev[comp-1])-ms(ev[comp-2]), ms(ev[comp])-ms(ev[comp-1])] }
const wb=[], wo=[]; for (let i=60;i<120;i+=2) { wb.push(await wft('bare/'+i)); wo.push(await wft(ids[i])) }
console.log('bare sched->start', q(wb.map(x=>x[0]!),.5), 'start->completed', q(wb.map(x=>x[1]!),.5)); console.log('ours sched->start', q(wo.map(x=>x[0]!),.5), 'start->completed', q(wo.map(x=>x[1]!),.5))
const { readFileSync } = await import('node:fs'); const st = JSON.parse(readFileSync(root+'/.tongchou/stack.json','utf8')); const m = await (await fetch(`http://127.0.0.1:${st.ports.worker}/metrics`)).text(); console.log(m.split('\n').filter(l=>/_(sum|count)/.test(l) && !/gc_/.test(l)).join('\n'));
(await import('node:fs')).copyFileSync(root+'/.tongchou/logs/postgres.log','/tmp/pglog.txt'); await bare.stop(); await db.end(); await c.connection.close(); await stack.stop()
