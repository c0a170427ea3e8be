import createKnex from 'knex';
import { KEY, VALUES } from '../src/resources/write/columns';
import { databaseRow } from '../src/resources/write/databaseRow';
async function main(){
  const knex=createKnex({client:'pg',connection:process.env.PG!.replace(/postgres$/,'probe1')});
  const row=(cluster:string,i:number,rev='r')=>({cluster,group:'kustomize.toolkit.fluxcd.io',kind:'Kustomization',namespace:'apps',name:'k-'+i,version:'v1',uid:'u'+i,status:'Ready',reason:'Succeeded',message:'Applied revision main '+rev,since:'2026-01-02T03:04:05Z',reconcilingSince:null,suspended:false,readiness:'True',retrying:false,reconcilable:true,revision:rev,shortRevision:rev,source:{kind:'GitRepository',namespace:'apps',name:'fleet'},labels:{a:'1',b:'2'},lastReconciledAt:null});
  const vals=Object.keys(VALUES) as any[]; const cols=[...KEY,...vals];
  const mk=(c:string)=>Array.from({length:500},(_,i)=>databaseRow(row(c,i) as never) as any);
  const lit=(v:any)=>v===null?'NULL':typeof v==='string'?(/["\\]/.test(v)?`"${v.replace(/["\\]/g,'\\$&')}"`:`"${v}"`):String(v);
  const arr=(rows:any[],c:string)=>{let s='{';for(let i=0;i<rows.length;i++){if(i)s+=',';s+=lit(rows[i][c])}return s+'}'};
  const time=async(name:string,f:(i:number)=>Promise<unknown>)=>{const t=performance.now();for(let i=0;i<40;i++)await f(i);console.log(name,((performance.now()-t)/40).toFixed(1),'ms per batch')};
  await knex.raw('drop table if exists r2'); await knex.raw('create table r2 (like resources including all)');
  await knex.raw('drop table if exists r3'); await knex.raw('create table r3 (like resources)');
  const un=`unnest(${cols.map(c=>`?::${(VALUES as any)[c]??'text'}[]`)}) as t(${cols})`;
  const batches=Array.from({length:40},(_,i)=>mk('e-'+i));
  await time('js literals only',async i=>cols.map(c=>arr(batches[i],c)));
  await time('unnest select',i=>knex.raw(`select sum(length(search)) from ${un}`,cols.map(c=>arr(batches[i],c)) as never));
  await time('unnest insert noidx',i=>knex.raw(`insert into r3 (${cols}) select * from ${un}`,cols.map(c=>arr(batches[i],c)) as never));
  await time('unnest upsert idx',i=>knex.raw(`insert into r2 (${cols}) select * from ${un} on conflict (${KEY}) do update set ${vals.map(v=>`${v}=excluded.${v}`)}`,cols.map(c=>arr(batches[i],c)) as never));
  await time('unnest upsert existing',i=>knex.raw(`insert into r2 (${cols}) select * from ${un} on conflict (${KEY}) do update set ${vals.map(v=>`${v}=excluded.${v}`)}`,cols.map(c=>arr(batches[i],c)) as never));
  await knex.destroy();
}
main();
