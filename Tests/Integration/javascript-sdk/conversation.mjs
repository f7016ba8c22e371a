// node conversation.mjs PARLANDO-REHEARSAL: the official SDK, as it is, talks with the rehearsal service by voice and by
// text, calls a tool, interrupts, resumes, and is refused what the real service refuses. Exit code 0 when all held,
// 77 where the SDK is not installed.

import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import assert from 'node:assert/strict';

const sdk = await import('@google/genai').catch(() => undefined);

if (!sdk) {
  console.log('The SDK is not installed: npm could not reach its registry, as it said before.');
  process.exit(77);
}

const { GoogleGenAI, Modality, StartSensitivity } = sdk;
const program = process.argv[2];
const model = 'models/gemini-3.8-live';
const folder = mkdtempSync(join(tmpdir(), 'parlando-sdk-'));
const checked = [];

const calculator = {
  name: 'calculator',
  description: 'Works out an expression',
  behavior: 'BLOCKING',
  parameters: { type: 'OBJECT', properties: { expression: { type: 'STRING' } }, required: ['expression'] },
};

function startService() {
  const service = spawn(program, ['--port', '0', '--require-api-key', 'rehearsal'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    service.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
    createInterface({ input: service.stdout }).once('line', (line) => {
      assert.match(line, /^listening on ws:\/\/127\.0\.0\.1:\d+$/);
      resolve({ service, baseUrl: line.replace('listening on ws', 'http') });
    });
  });
}

// A live session that keeps all that came, and waits for what is to come.
class Talk {
  messages = [];
  waiting = [];

  static async open(baseUrl, config = {}, { apiKey = 'rehearsal', useModel = model } = {}) {
    const talk = new Talk();
    const sdk = new GoogleGenAI({ apiKey, httpOptions: { baseUrl, apiVersion: 'v1beta' } });
    // This SDK's connect() never settles when the service closes before setupComplete; onclose is called.
    const closed = new Promise((resolve) => (talk.onclose = resolve));
    const connected = sdk.live.connect({
      model: useModel,
      config: {
        responseModalities: [Modality.AUDIO],
        inputAudioTranscription: {},
        outputAudioTranscription: {},
        ...config,
      },
      callbacks: {
        onmessage: (message) => talk.take(message),
        onclose: (event) => {
          talk.closed = event;
          talk.onclose();
        },
      },
    });
    talk.session = await Promise.race([connected, closed]);
    return talk;
  }

  take(message) {
    this.messages.push(message);
    this.waiting = this.waiting.filter(({ condition, resolve }) => !condition(message) || (resolve(message), false));
  }

  // The next message, from now on, for which `condition` holds.
  next(what, condition, seconds = 30) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${what} within ${seconds} s`)), seconds * 1000);
      this.waiting.push({ condition, resolve: (message) => (clearTimeout(timer), resolve(message)) });
    });
  }

  turnComplete() {
    return this.next('turnComplete', (message) => message.serverContent?.turnComplete);
  }

  toolCall() {
    return this.next('toolCall', (message) => message.toolCall);
  }

  text(key) {
    return this.messages.map((message) => message.serverContent?.[key]?.text ?? '').join('');
  }

  audioSeconds() {
    const parts = this.messages.flatMap((message) => message.serverContent?.modelTurn?.parts ?? []);
    assert.ok(parts.every((part) => part.inlineData?.mimeType === 'audio/pcm;rate=24000'));
    return parts.reduce((bytes, part) => bytes + Buffer.from(part.inlineData.data, 'base64').length, 0) / 48000;
  }

  index(condition) {
    return this.messages.findIndex(condition);
  }

  // Speech in pieces of 40 ms at its own pace, then silence until the service has had time to hear its end.
  async speak(words) {
    const file = join(folder, 'words.wav');
    execFileSync(program, ['say', words, '--output', file]);
    const speech = readFileSync(file).subarray(44);
    const silence = Buffer.alloc(48000);
    const samples = Buffer.concat([silence.subarray(0, 14400), speech, silence, silence.subarray(0, 9600)]);
    const start = performance.now();
    for (let at = 0; at < samples.length; at += 1920) {
      const data = samples.subarray(at, at + 1920).toString('base64');
      this.session.sendRealtimeInput({ audio: { mimeType: 'audio/pcm;rate=24000', data } });
      const due = start + (at / 1920) * 40;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
  }

  close() {
    this.session.close();
  }
}

async function check(what, run) {
  await run();
  checked.push(what);
  console.log(`ok: ${what}`);
}

async function spokenTurnWithTool(baseUrl) {
  const talk = await Talk.open(baseUrl, {
    tools: [{ functionDeclarations: [calculator] }],
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
    systemInstruction: 'Be brief.',
  });
  assert.ok(talk.messages[0].setupComplete, 'setupComplete is the first message');

  const [called] = await Promise.all([talk.toolCall(), talk.speak('What is seventeen times three?')]);
  const [call] = called.toolCall.functionCalls;
  assert.equal(call.name, 'calculator');
  assert.deepEqual(call.args, { expression: '17*3' });
  assert.equal(talk.text('inputTranscription'), ' what is seventeen times three');

  const ended = talk.turnComplete();
  talk.session.sendToolResponse({ functionResponses: [{ id: call.id, name: call.name, response: { output: '51' } }] });
  const { usageMetadata } = await ended;
  assert.match(talk.text('outputTranscription'), /^This is the Parlando rehearsal service, not Gemini\./);
  assert.match(talk.text('outputTranscription'), / Seventeen times three is 51\.$/);
  assert.ok(talk.index((m) => m.serverContent?.generationComplete) < talk.index((m) => m.serverContent?.turnComplete));

  const seconds = talk.audioSeconds();
  assert.ok(seconds > 4, `${seconds} s of audio`);
  assert.equal(usageMetadata.responseTokenCount, Math.ceil(seconds * 25));
  assert.equal(usageMetadata.totalTokenCount, usageMetadata.promptTokenCount + usageMetadata.responseTokenCount);
  assert.equal(usageMetadata.responseTokensDetails[0].modality, 'AUDIO');
  talk.close();
}

async function textTurns(baseUrl) {
  const talk = await Talk.open(baseUrl);
  let ended = talk.turnComplete();
  talk.session.sendClientContent({ turns: 'Good morning', turnComplete: true });
  await ended;
  assert.match(talk.text('outputTranscription'), /I heard you say: Good morning\.$/);
  ended = talk.turnComplete();
  talk.session.sendRealtimeInput({ text: 'And good night' });
  await ended;
  assert.match(talk.text('outputTranscription'), /I heard you say: And good night\.$/);
  talk.close();
}

async function interruption(baseUrl) {
  const talk = await Talk.open(baseUrl, {
    realtimeInputConfig: {
      automaticActivityDetection: { startOfSpeechSensitivity: StartSensitivity.START_SENSITIVITY_HIGH },
    },
  });
  const interrupted = talk.next('interrupted', (message) => message.serverContent?.interrupted);
  const ended = talk.turnComplete();
  talk.session.sendRealtimeInput({ text: 'Tell me a story' });
  await talk.next('audio', (message) => message.serverContent?.modelTurn);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const spoken = talk.speak('Go on');
  await interrupted;
  await ended;
  assert.equal(talk.index((message) => message.serverContent?.generationComplete), -1);
  await talk.turnComplete();
  await spoken;
  talk.close();
}

async function resumption(baseUrl) {
  const first = await Talk.open(baseUrl, { sessionResumption: {} });
  const ended = first.turnComplete();
  const resumable = (message) => message.sessionResumptionUpdate?.resumable;
  first.session.sendRealtimeInput({ text: 'Remember the harbour' });
  await ended;
  if (!resumable(first.messages.at(-1))) await first.next('handle', resumable);
  const handle = first.messages.findLast(resumable).sessionResumptionUpdate.newHandle;
  first.close();

  const second = await Talk.open(baseUrl, { sessionResumption: { handle } });
  const told = second.turnComplete();
  second.session.sendRealtimeInput({ text: 'What did you say' });
  await told;
  assert.match(second.text('outputTranscription'), /^I said: .*Remember the harbour\.$/);
  second.close();
}

async function refused(code, reason, open) {
  const talk = await open();
  for (let i = 0; i < 100 && !talk.closed; ++i) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(talk.closed, 'closed');
  assert.equal(talk.closed.code, code);
  assert.match(String(talk.closed.reason), reason);
}

async function refusals(baseUrl) {
  await refused(1008, /is not found for API version v1beta/, () =>
    Talk.open(baseUrl, {}, { useModel: 'models/gemini-nothing' }));
  await refused(1007, /API key not valid/, () => Talk.open(baseUrl, {}, { apiKey: 'another' }));
  await refused(1007, /Requested voice api_name/, () =>
    Talk.open(baseUrl, { speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Nobody' } } } }));
  await refused(1007, /Explicit activity control/, async () => {
    const talk = await Talk.open(baseUrl);
    talk.session.sendRealtimeInput({ activityStart: {} });
    return talk;
  });
}

const { service, baseUrl } = await startService();
let failed;
try {
  await check('a spoken question: transcripts, audio, tool call, its answer, usage', () => spokenTurnWithTool(baseUrl));
  await check('typed turns: client content and realtime text', () => textTurns(baseUrl));
  await check('an interruption by voice', () => interruption(baseUrl));
  await check('a session resumed by its handle', () => resumption(baseUrl));
  await check('refusals: model, key, voice, activity', () => refusals(baseUrl));
} catch (error) {
  failed = error;
}
service.removeAllListeners('exit');
const exit = new Promise((resolve) => service.once('exit', (code) => resolve(code)));
service.kill('SIGTERM');
const code = await exit;
rmSync(folder, { recursive: true });
if (failed) throw failed;
assert.equal(code, 0, 'the service ends cleanly');
console.log(`@google/genai and parlando-rehearsal: ${checked.length} of ${checked.length} checks held`);
process.exit(0);
