import Glibc

// Runs one target on many inputs, or one input again:
//
//     witscope-fuzz TARGET [--runs N] [--seed N] [--corpus FOLDER]… [--keep FOLDER]
//     witscope-fuzz TARGET --replay FILE
//
// or runs modules, to compare engines:
//
//     witscope-fuzz execution [--seed N] FILE…
//
// or says which binaries are valid, to compare validators:
//
//     witscope-fuzz verdicts < INPUTS

do throws(UsageError) {
  var arguments = Array(CommandLine.arguments.dropFirst())
  if arguments.first == "execution" {
    arguments.removeFirst()
    var seed: UInt64 = 1
    if arguments.first == "--seed" {
      guard arguments.count > 1, let number = UInt64(arguments[1]) else { throw UsageError("--seed needs a number") }
      seed = number
      arguments.removeFirst(2)
    }
    exit(ExecutionDriver(seed: seed).run(arguments) ? 0 : 1)
  }
  if arguments == ["verdicts"] {
    VerdictDriver().run()
    exit(0)
  }
  let options = try FuzzOptions(arguments)
  let target = try options.makeTarget(Corpus(of: options.corpusFolders))
  if let file = options.replayed {
    guard let input = KeptInput.read(file) ?? Corpus.bytes(of: file) else { throw UsageError("cannot read \(file)") }
    let outcome = FuzzRun.check(input, by: target)
    print(outcome.fault ?? "fine", outcome.milliseconds, "ms")
    exit(outcome.fault == nil ? 0 : 1)
  }
  guard var run = FuzzRun(target, options) else { throw UsageError("cannot write to \(options.keptFolder)") }
  exit(run.run() ? 0 : 1)
} catch {
  print("witscope-fuzz: \(error.message)")
  print("targets: \(FuzzOptions.targetNames.joined(separator: ", ")), execution, verdicts")
  exit(2)
}
