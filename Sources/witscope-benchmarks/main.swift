import CoreTypes
import Glibc

// `frames [COUNT]` times the drawing of whole screens, `lookup [COUNT]` finding and completing names. Anything else:
// times the kernels of a folder (the first argument, or WITSCOPE_SHARED/bench-modules) plain and watched, and beside them
// another engine's run of the same as a whole process, where its command is on the PATH.

if CommandLine.arguments.dropFirst().first == "frames" {
  try measureFrames(count: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 500)
  exit(0)
}

if CommandLine.arguments.dropFirst().first == "lookup" {
  measureLookups(count: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 200)
  exit(0)
}

let folder: String? =
  CommandLine.arguments.count > 1
  ? CommandLine.arguments[1] : getenv("WITSCOPE_SHARED").map { String(cString: $0) + "/bench-modules" }

guard let folder else {
  print("skipped: name a folder of kernels, or set WITSCOPE_SHARED")
  exit(0)
}

print("kernel         plain s  watched s  watched/plain  ns/operator  wasmkit s  wasmkit/plain")
var ratios: [Double] = []
for kernel in Kernel.all {
  let path = "\(folder)/\(kernel.name).wasm"
  guard let bytes = readFile(path) else {
    print("\(kernel.name): cannot read \(path)")
    continue
  }
  var plain: [KernelRun] = []
  var watched: [Double] = []
  var other: [Double] = []
  for _ in 0..<3 {
    plain.append(try KernelRun(bytes, repetitions: kernel.repetitions, isWatching: false))
    watched.append(try KernelRun(bytes, repetitions: kernel.repetitions, isWatching: true).seconds)
    if let seconds = userSeconds(of: ["wasmkit", "run", path, "repeat", "i32:\(kernel.repetitions)"]) {
      other.append(seconds)
    }
  }
  let seconds = median(plain.map(\.seconds))
  var columns = [
    pad(kernel.name, 13), fixed(seconds, 8), fixed(median(watched), 10), fixed(median(watched) / seconds, 14),
    fixed(seconds * 1e9 / Double(max(1, plain[0].instructions)), 12),
  ]
  if other.isEmpty {
    columns.append("  no wasmkit")
  } else {
    ratios.append(median(other) / seconds)
    columns += [fixed(median(other), 10), fixed(median(other) / seconds, 14)]
  }
  print(columns.joined(separator: " "))
}
if !ratios.isEmpty {
  let mean = exp(ratios.map { log($0) }.reduce(0, +) / Double(ratios.count))
  print("geometric mean of wasmkit/plain: \(fixed(mean, 0))")
}
