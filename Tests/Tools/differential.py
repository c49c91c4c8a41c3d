#!/usr/bin/env python3
"""Compares the engine with wasmtime on random modules, bit for bit.

Never run by the tests. It needs wasm-tools, the `wasmtime` package of Python, and a release build of witscope-fuzz:

    swift build -c release --product witscope-fuzz
    Tests/Tools/differential.py --driver .build/release/witscope-fuzz --wasm-tools wasm-tools --modules 20000

`wasm-tools smith` makes the modules, by the configurations below: they end, have no imports, and make every NaN
canonical. The driver runs their exported functions in its four ways and prints arguments, results or the trap, and
checksums; the same calls are then made here. Where a stack, the heap or fuel ends a call, the rest of its module is set
apart, since those bounds are each engine's own. Modules that differ are kept in --keep.
"""

import argparse, collections, ctypes, math, multiprocessing, os, random, struct, subprocess, sys, tempfile, zlib

NUMERIC = ["i32", "i64", "f32", "f64"]
OFF = dict.fromkeys(
    "bulk-memory compact-imports custom-descriptors custom-page-sizes exceptions gc memory64 multi-value "
    "reference-types relaxed-simd saturating-float-to-int shared-everything-threads sign-extension-ops simd "
    "tail-call threads wide-arithmetic extended-const".split(), False)
V2 = ["bulk-memory", "multi-value", "reference-types", "saturating-float-to-int", "sign-extension-ops", "extended-const"]
# name: (features, memories, address type of the memories)
CONFIGURATIONS = {
    "mvp": ([], 1, ""),
    "v2": (V2, 1, ""),
    "simd": (V2 + ["simd"], 1, ""),
    "relaxed-simd": (V2 + ["simd", "relaxed-simd"], 1, ""),
    "gc": (V2 + ["gc"], 1, ""),
    "exceptions": (V2 + ["exceptions", "tail-call"], 1, ""),
    "tail-call": (V2 + ["tail-call"], 1, ""),
    "memory64": (V2 + ["memory64"], 2, "i64"),
    "multi-memory": (V2, 3, ""),
    "wide": (V2 + ["wide-arithmetic"], 1, ""),
    "threads": (V2 + ["threads"], 1, ""),
    "all": (V2 + ["simd", "relaxed-simd", "gc", "exceptions", "tail-call", "memory64", "wide-arithmetic", "threads"], 2, ""),
}
SET_APART = {"stackExhausted", "fuelExhausted", "timedOut", "resourceLimit", "implementationLimit"}


def shape(configuration, choice):
    """The exports of a module, as text: functions on numbers, memories, globals."""
    _, memories, address = CONFIGURATIONS[configuration]
    parts = ["(module"]
    for index in range(4):
        parameters = " ".join(choice.choice(NUMERIC) for _ in range(choice.randrange(4)))
        most = 1 if configuration == "mvp" else 2
        results = [choice.choice(NUMERIC) for _ in range(choice.randint(1, most))]
        body = " ".join(f"({type}.const 0)" for type in results)
        parts.append(f'(func (export "f{index}") (param {parameters}) (result {" ".join(results)}) {body})')
    for index in range(memories):
        parts.append(f'(memory (export "m{index}") {address} 1 3)')
    for index, type in enumerate(NUMERIC):
        parts.append(f'(global (export "g{index}") (mut {type}) ({type}.const 0))')
    return " ".join(parts + [")"])


def smith(tools, folder, configuration, seed):
    """Makes a module; None where none comes of the seed."""
    choice = random.Random(f"{configuration} {seed}")
    path = os.path.join(folder, f"{configuration}-{seed}.wasm")
    # A few shapes for many modules: parsing each would cost as much as making the module.
    shaped = os.path.join(folder, f"{configuration}-{seed % 4}.shape")
    if not os.path.exists(shaped):
        text = shape(configuration, choice)
        subprocess.run([tools, "parse", "-o", shaped], input=text.encode(), check=True)
    enabled = dict(OFF)
    for feature in CONFIGURATIONS[configuration][0]:
        enabled[feature] = True
    command = [tools, "smith", "-o", path, "--ensure-termination", "--fuel", "300", "--exports", shaped]
    command += [f"--{name}-enabled={str(value).lower()}" for name, value in enabled.items()]
    command += ["--canonicalize-nans=true", "--max-imports=0", "--max-memory32-bytes=196608", "--memory-max-size-required=true",
                "--max-memory64-bytes=196608", "--max-table-elements=1000", "--table-max-size-required=true",
                "--limit-arrays-in-const-exprs=true", f"--max-instructions={choice.choice([60, 200, 600])}",
                f"--max-memories={CONFIGURATIONS[configuration][1]}", "--max-tables=4", "--allow-start-export=true",
                # Half of the modules avoid traps, so that more is computed before a call ends.
                f"--disallow-traps={'true' if seed % 2 else 'false'}", "--max-funcs=12", "--max-types=20", "--max-data-segments=6", "--max-element-segments=6", "--max-elements=12"]
    data = choice.randbytes(choice.choice([600, 2000, 6000]))
    done = subprocess.run(command, input=data, capture_output=True)
    return path if done.returncode == 0 and os.path.exists(path) else None


class Reference:
    """wasmtime."""

    def __init__(self):
        import wasmtime
        self.wasmtime = wasmtime
        config = wasmtime.Config()
        # The modules make NaNs canonical themselves, but for those of demotion and promotion: there both engines give
        # what the machine gives.
        config.cranelift_nan_canonicalization = False
        config.parallel_compilation = False
        config.cranelift_opt_level = "speed"
        config.memory_reservation = 1 << 20
        config.memory_guard_size = 65536
        config.shared_memory = True
        # Of the results that a relaxed instruction may have, that of the specification's deterministic profile.
        config.wasm_relaxed_simd = True
        config.wasm_relaxed_simd_deterministic = True
        for name in ["threads", "tail_call", "simd", "multi_value", "multi_memory", "memory64", "gc", "exceptions",
                     "function_references", "wide_arithmetic", "bulk_memory", "reference_types"]:
            setattr(config, "wasm_" + name, True)
        self.engine = wasmtime.Engine(config)
        code = wasmtime.TrapCode
        self.names = {
            code.STACK_OVERFLOW: "stackExhausted", code.MEMORY_OUT_OF_BOUNDS: "memoryOutOfBounds",
            code.HEAP_MISALIGNED: "unalignedAtomic", code.TABLE_OUT_OF_BOUNDS: "tableOutOfBounds",
            code.INDIRECT_CALL_TO_NULL: "uninitializedElement", code.BAD_SIGNATURE: "indirectCallTypeMismatch",
            code.INTEGER_OVERFLOW: "integerOverflow", code.INTEGER_DIVISION_BY_ZERO: "integerDivideByZero",
            code.BAD_CONVERSION_TO_INTEGER: "invalidConversionToInteger", code.UNREACHABLE: "unreachable",
            code.ATOMIC_WAIT_NON_SHARED_MEMORY: "expectedSharedMemory", code.NULL_REFERENCE: "nullReference",
            code.ARRAY_OUT_OF_BOUNDS: "arrayOutOfBounds", code.ALLOCATION_TOO_LARGE: "resourceLimit",
            code.CAST_FAILURE: "castFailure",
        }

    def trap_name(self, error):
        if isinstance(error, self.wasmtime.Trap):
            try:
                code = error.trap_code
            except ValueError:
                code = None
            if code is not None:
                return self.names.get(code, str(code))
        text = str(error)
        if "thrown Wasm exception" in text or "exception" in text.lower():
            return "uncaughtException"
        if "GC heap" in text or "out of memory" in text or "allocat" in text:
            return "resourceLimit"
        if "wasm trap: " in text:
            return text.split("wasm trap: ")[1].split("\n")[0]
        return "error: " + " ".join(text.split())[:200]

    def instantiate(self, data):
        self.module = self.wasmtime.Module(self.engine, data)
        self.store = self.wasmtime.Store(self.engine)
        self.instance = self.wasmtime.Instance(self.store, self.module, [])

    def call(self, name, arguments):
        function = self.instance.exports(self.store)[name]
        types = [str(type) for type in function.type(self.store).results]
        values = function(self.store, *[read(argument) for argument in arguments])
        values = [] if not types else values if len(types) > 1 else [values]
        return [text(type, value) for type, value in zip(types, values)]

    def state(self):
        words = ["|"]
        exports = self.instance.exports(self.store)
        for export in self.module.exports:
            item = exports[export.name]
            if isinstance(item, (self.wasmtime.Memory, self.wasmtime.SharedMemory)):
                store = [self.store] if isinstance(item, self.wasmtime.Memory) else []
                length = item.data_len(*store)
                data = ctypes.string_at(item.data_ptr(*store), length)
                words.append(f"{length >> 16}:{zlib.crc32(data):x}")
            elif isinstance(item, self.wasmtime.Global):
                words.append(text(str(item.type(self.store).content), item.value(self.store)))
        return " ".join(words)


def read(word):
    type, bits = word.split(":")
    if type[0] == "f" and bits == "nan":
        return math.nan
    bits = int(bits, 16)
    if type == "i32":
        return struct.unpack("<i", struct.pack("<I", bits))[0]
    if type == "i64":
        return struct.unpack("<q", struct.pack("<Q", bits))[0]
    if type == "f32":
        return struct.unpack("<f", struct.pack("<I", bits))[0]
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def text(type, value):
    if type in ("f32", "f64") and math.isnan(value):
        return f"{type}:nan"
    if type == "f32":
        return f"f32:{struct.unpack('<I', struct.pack('<f', value))[0]:x}"
    if type == "f64":
        return f"f64:{struct.unpack('<Q', struct.pack('<d', value))[0]:x}"
    return f"{type}:{value & (0xFFFFFFFF if type == 'i32' else 0xFFFFFFFFFFFFFFFF):x}"


def same_trap(ours, theirs):
    """wasmtime has one code for a few of the specification's messages."""
    # An index past a table's end has a message of its own where it is called through, and a segment's too.
    alike = [{"undefinedElement", "tableOutOfBounds"}, {"uninitializedElement", "nullReference"},
             {"arrayOutOfBounds", "memoryOutOfBounds"}, {"indirectCallTypeMismatch", "castFailure"}]
    # An address that is both misaligned and out of bounds: the reference interpreter looks at the alignment first, as we
    # do; wasmtime's memory.atomic.notify first at whether address and offset fit 32 bits.
    both = (ours, theirs) == ("unalignedAtomic", "memoryOutOfBounds")
    return ours == theirs or both or {ours, theirs} in alike


def compare(reference, lines, data, counts):
    """What differs in one module, in words; None where nothing does."""
    disagreement = next((line for line in lines if line.startswith("disagree")), None)
    if disagreement:
        return disagreement
    try:
        reference.wasmtime.Module.validate(reference.engine, data)
    except reference.wasmtime.WasmtimeError as error:
        if lines[0].startswith("refused"):
            counts["refused by both"] += 1
            return None
        counts["not for wasmtime"] += 1
        return None
    if lines[0].startswith("refused"):
        return lines[0]
    for line in lines:
        kind, _, rest = line.partition(" ")
        call, _, after = rest.partition("= ") if kind == "call" else ("", "", rest)
        outcome, _, state = after.partition("|")
        outcome, state = outcome.strip(), "|" + state
        try:
            if kind == "start":
                reference.instantiate(data)
                theirs = "ok"
            else:
                name, *arguments = call.split()
                theirs = " ".join(["ok"] + reference.call(name, arguments))
        except (reference.wasmtime.Trap, reference.wasmtime.WasmtimeError) as error:
            theirs = "trap " + reference.trap_name(error)
        if "shared memory support is disabled" in theirs:
            counts["not for wasmtime"] += 1
            return None
        traps = [word[5:] for word in (outcome, theirs) if word.startswith("trap ")]
        if any(trap in SET_APART for trap in traps):
            counts["set apart: " + "/".join(traps)] += 1
            return None
        if len(traps) == 2 and same_trap(*traps):
            counts["calls: " + traps[0]] += 1
        elif outcome != theirs:
            return f"{line}\n   wasmtime: {theirs}"
        else:
            counts["calls: ok"] += 1
        if kind == "start" and traps:
            return None
        theirs = reference.state()
        if state.strip() != theirs.strip():
            return f"{line}\n   wasmtime's state: {theirs}"
    counts["compared to the end"] += 1
    return None


def batch(job):
    options, configuration, first, count = job
    counts, differing = collections.Counter(), []
    reference = Reference()
    with tempfile.TemporaryDirectory() as folder:
        paths = [smith(options.wasm_tools, folder, configuration, seed) for seed in range(first, first + count)]
        counts["not made"] += paths.count(None)
        paths = [path for path in paths if path]
        command = options.driver.split() + ["execution", "--seed", str(first)]
        done = subprocess.run(command + paths, capture_output=True, text=True, timeout=600)
        modules, current = {}, None
        for line in done.stdout.splitlines():
            if line.startswith("module "):
                current = modules.setdefault(line[7:], [])
            else:
                current.append(line)
        if done.returncode < 0:
            differing.append((current and list(modules)[-1], f"the driver ended by signal {-done.returncode}"))
        for path, lines in modules.items():
            with open(path, "rb") as file:
                data = file.read()
            counts["modules"] += 1
            difference = compare(reference, lines, data, counts) if lines else "the driver said nothing"
            if difference:
                differing.append((path, difference))
        for path, _ in differing:
            os.makedirs(options.keep, exist_ok=True)
            if path:
                with open(path, "rb") as file, open(os.path.join(options.keep, os.path.basename(path)), "wb") as copy:
                    copy.write(file.read())
    return configuration, counts, [(os.path.basename(path or ""), text) for path, text in differing]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--driver", default=".build/release/witscope-fuzz")
    parser.add_argument("--wasm-tools", default="wasm-tools")
    parser.add_argument("--modules", type=int, default=1100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", default=".build/differential")
    parser.add_argument("--only", help="configurations, between commas")
    options = parser.parse_args()
    names = options.only.split(",") if options.only else list(CONFIGURATIONS)
    each = -(-options.modules // len(names))
    jobs = [(options, name, first, min(options.batch, options.seed + each - first))
            for first in range(options.seed, options.seed + each, options.batch) for name in names]
    totals = {name: collections.Counter() for name in names}
    failures = done = 0
    with multiprocessing.Pool(options.workers, maxtasksperchild=4) as pool:
        for configuration, counts, differing in pool.imap_unordered(batch, jobs):
            totals[configuration] += counts
            done += counts["modules"]
            print(f"{done} modules, {failures} differ", file=sys.stderr, flush=True)
            for name, difference in differing:
                failures += 1
                print(f"{name} differs: {difference}", flush=True)
    for name, counts in totals.items():
        print(f"{name}: " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    print(f"{sum(counts['modules'] for counts in totals.values())} modules, {failures} differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
