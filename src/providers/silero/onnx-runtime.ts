/**
 * The little of ONNX Runtime's C interface that one small model needs, called through koffi on the library that
 * sherpa-onnx-node ships. Numbers are positions in `struct OrtApi`, which only ever grows at its end.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Koffi from 'koffi';

/** Version of the interface that is asked for; every library since ONNX Runtime 1.16 has it. */
const API_VERSION = 16;
const POSITION = {
  errorMessage: 2,
  createEnv: 3,
  createSession: 7,
  run: 9,
  createSessionOptions: 10,
  setIntraThreads: 24,
  setInterThreads: 25,
  createTensor: 49,
  createCpuMemory: 69,
} as const;
const FLOAT = 1;
const INT64 = 7;
const WARNING = 2;

type TypeSpec = Parameters<typeof Koffi.sizeof>[0];
type Pointer = unknown;
type Native = (...args: unknown[]) => unknown;

export interface TensorMemory<Values> {
  readonly values: Values;
  readonly tensor: Pointer;
}

export interface OnnxSession {
  floats(count: number, shape: readonly number[]): TensorMemory<Float32Array>;
  integer(value: number): Pointer;
  run(inputs: Readonly<Record<string, Pointer>>, outputs: Readonly<Record<string, Pointer>>): void;
}

/** koffi unloads a library and frees memory when nobody refers to them any more; native code still would. */
const kept: unknown[] = [];

function keep<Value>(value: Value): Value {
  kept.push(value);
  return value;
}

/** The library's path, or null where sherpa-onnx-node is not installed for this system. */
export function findOnnxRuntime(): string | null {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = { linux: 'libonnxruntime.so', darwin: 'libonnxruntime.dylib', win: 'onnxruntime.dll' }[
    platform as string
  ];
  if (file === undefined) return null;
  try {
    const sherpa = createRequire(import.meta.url).resolve('sherpa-onnx-node/package.json');
    const library = createRequire(sherpa).resolve(`sherpa-onnx-${platform}-${process.arch}/package.json`);
    const path = join(dirname(library), file);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Throws an Error with the runtime's own words when the library or the model cannot be used. */
export async function openOnnxSession(library: string, model: string): Promise<OnnxSession> {
  const { default: koffi } = await import('koffi');
  const api = loadApi(koffi, library);
  const env = api.make(api.createEnv, WARNING, 'voice-activity');
  const options = api.make(api.createSessionOptions);
  // One thread: the model is tiny, and results must not depend on the machine.
  api.check(api.setIntraThreads(options, 1));
  api.check(api.setInterThreads(options, 1));
  const path = process.platform === 'win32' ? Buffer.from(`${model}\0`, 'utf16le') : Buffer.from(`${model}\0`);
  const session = api.make(api.createSession, env, path, options);
  const memory = api.make(api.createCpuMemory, 0, 0);
  const tensor = (data: Pointer, bytes: number, shape: readonly number[], type: number): Pointer =>
    api.make(api.createTensor, memory, data, bytes, [...shape], shape.length, type);
  return {
    floats(count, shape) {
      const data = keep<Pointer>(koffi.alloc('float', count));
      const values = new Float32Array(koffi.view(data, count * 4));
      return { values: values.fill(0), tensor: tensor(data, count * 4, shape, FLOAT) };
    },
    integer(value) {
      const data = keep<Pointer>(koffi.alloc('int64_t', 1));
      koffi.encode(data, 'int64_t', value);
      return tensor(data, 8, [], INT64);
    },
    run(inputs, outputs) {
      const [names, values] = [Object.keys(inputs), Object.values(inputs)];
      const [outputNames, outputValues] = [Object.keys(outputs), Object.values(outputs)];
      api.check(api.run(session, null, names, values, names.length, outputNames, outputNames.length, outputValues));
    },
  };
}

interface Api extends Readonly<Record<keyof typeof POSITION, Native>> {
  check(status: Pointer): void;
  /** Calls a function whose last argument receives what it made. */
  make(create: Native, ...args: unknown[]): Pointer;
}

function loadApi(koffi: typeof Koffi.default, path: string): Api {
  const library = keep(koffi.load(path));
  const base = koffi.decode(library.func('OrtGetApiBase', 'void *', [])(), koffi.array('void *', 2)) as Pointer[];
  const getApi = koffi.decode(base[0], koffi.proto('void *', ['uint32_t'])) as Native;
  const table = getApi(API_VERSION);
  if (table === null) throw new Error('the ONNX Runtime library is too old');
  const entries = koffi.decode(table, koffi.array('void *', 120)) as Pointer[];
  const bind = (name: keyof typeof POSITION, result: string, args: TypeSpec[]): Native =>
    koffi.decode(entries[POSITION[name]], koffi.proto(result, args)) as Native;
  const made = koffi.out(koffi.pointer('void *'));
  const handles = koffi.pointer('void *');
  const names = koffi.pointer('str');
  const errorMessage = bind('errorMessage', 'str', ['void *']);
  const check = (status: Pointer): void => {
    if (status !== null) throw new Error(String(errorMessage(status)));
  };
  return {
    errorMessage,
    createEnv: bind('createEnv', 'void *', ['int', 'str', made]),
    createSession: bind('createSession', 'void *', ['void *', 'void *', 'void *', made]),
    run: bind('run', 'void *', ['void *', 'void *', names, handles, 'size_t', names, 'size_t', koffi.inout(handles)]),
    createSessionOptions: bind('createSessionOptions', 'void *', [made]),
    setIntraThreads: bind('setIntraThreads', 'void *', ['void *', 'int']),
    setInterThreads: bind('setInterThreads', 'void *', ['void *', 'int']),
    createTensor: bind('createTensor', 'void *', [
      ...['void *', 'void *', 'size_t'],
      koffi.pointer('int64_t'),
      ...['size_t', 'int'],
      made,
    ]),
    createCpuMemory: bind('createCpuMemory', 'void *', ['int', 'int', made]),
    check,
    make(create, ...args) {
      const result: [Pointer] = [null];
      check(create(...args, result));
      return result[0];
    },
  };
}
