#!/usr/bin/env python3
"""Compares the validator with wasm-tools on prefixes and mutations of binaries.

Never run by the tests. It needs wasm-tools and a release build of witscope-fuzz:

    swift build -c release --product witscope-fuzz
    Tests/Tools/verdicts.py --driver .build/release/witscope-fuzz --wasm-tools wasm-tools FILE…

Of each file every prefix is looked at (of a long one as many as --prefixes says, drawn by lot) and --mutations mutations.
Inputs whose verdicts differ are kept in --keep. `wasm-tools` is run once for each input, which takes most of the time.
"""

import argparse, collections, hashlib, os, random, subprocess, sys, tempfile

INTERESTING = [0, 1, 2, 3, 4, 5, 0x0D, 0x40, 0x41, 0x42, 0x60, 0x68, 0x69, 0x6F, 0x70, 0x73, 0x7F, 0x80, 0xC0, 0xFF]


def mutate(data, choice):
    """One to three changes. Most keep the length, so that what follows is still where its section says."""
    data = bytearray(data)
    for _ in range(choice.choice([1, 1, 1, 2, 3])):
        place = choice.randrange(len(data))
        kind = choice.randrange(10)
        if kind < 2:
            data[place] ^= 1 << choice.randrange(8)
        elif kind < 4:
            data[place] = choice.choice(INTERESTING)
        elif kind < 6:
            data[place] = (data[place] + choice.choice([1, -1, 2, -2])) % 256
        elif kind < 7:
            length = choice.randint(1, 8)
            source = choice.randrange(len(data))
            part = data[source:source + length]
            data[place:place + len(part)] = part
        elif kind < 8:
            data[place] = choice.randrange(256)
        elif kind < 9:
            data.insert(place, choice.choice(INTERESTING))
        else:
            del data[place:place + choice.randint(1, 4)]
        if not data:
            data = bytearray(b"\0")
    return bytes(data)


class Driver:
    def __init__(self, path):
        self.path = path
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.path, "verdicts"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def verdict(self, data):
        self.process.stdin.write(b"%d\n" % len(data) + data)
        self.process.stdin.flush()
        line = self.process.stdout.readline().decode(errors="replace").strip()
        if not line:
            code = self.process.wait()
            self.start()
            return f"crashed ({code})"
        return line


class Reference:
    def __init__(self, path, features):
        self.path = path
        self.arguments = [path, "validate"] + (["--features", features] if features else [])
        folder = "/dev/shm" if os.path.isdir("/dev/shm") else None
        self.input = tempfile.NamedTemporaryFile(dir=folder, suffix=".wasm")
        self.said = tempfile.TemporaryFile()

    def verdict(self, data):
        with open(self.input.name, "wb") as file:
            file.write(data)
        self.said.seek(0)
        self.said.truncate()
        # Far cheaper than subprocess, and there are hundreds of thousands of runs.
        actions = [(os.POSIX_SPAWN_DUP2, self.said.fileno(), 1), (os.POSIX_SPAWN_DUP2, self.said.fileno(), 2)]
        child = os.posix_spawn(self.path, self.arguments + [self.input.name], os.environ, file_actions=actions)
        _, status = os.waitpid(child, 0)
        if status == 0:
            return "valid"
        self.said.seek(0)
        words = " ".join(self.said.read().decode(errors="replace").split())
        if not os.WIFEXITED(status) or os.WEXITSTATUS(status) != 1:
            return f"crashed ({status}) {words}"
        return "refused " + words


def inputs(path, options):
    with open(path, "rb") as file:
        data = file.read()
    choice = random.Random(f"{os.path.basename(path)} {options.seed}")
    lengths = range(len(data))
    if len(data) > options.prefixes:
        lengths = sorted(choice.sample(lengths, options.prefixes))
    for length in lengths:
        yield "prefix", data[:length]
    for _ in range(options.mutations):
        yield "mutation", mutate(data, choice)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--driver", default=".build/release/witscope-fuzz")
    parser.add_argument("--wasm-tools", default="wasm-tools")
    parser.add_argument("--features", help="for wasm-tools")
    parser.add_argument("--prefixes", type=int, default=50_000)
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default=".build/verdicts")
    options = parser.parse_args()
    driver, reference = Driver(options.driver), Reference(options.wasm_tools, options.features)
    differences = 0
    for path in options.files:
        counts = collections.Counter()
        for kind, data in inputs(path, options):
            ours, theirs = driver.verdict(data), reference.verdict(data)
            agree = ours.split()[0] == theirs.split()[0] != "crashed"
            counts[f"{kind} {theirs.split()[0]}"] += 1
            if agree:
                continue
            differences += 1
            counts["differ"] += 1
            os.makedirs(options.keep, exist_ok=True)
            name = f"{os.path.basename(path)}-{hashlib.sha256(data).hexdigest()[:12]}.wasm"
            with open(os.path.join(options.keep, name), "wb") as copy:
                copy.write(data)
            print(f"{name} differs ({kind}): {ours}\n   wasm-tools: {theirs}", flush=True)
        print(f"{path}: " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())), flush=True)
    print(f"{differences} differ")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
