import Glibc

// Runs one target on many inputs, or one input again:
//
//     witscope-fuzz TARGET [--runs N] [--seed N] [--corpus FOLDER]… [--keep FOLDER]
//     witscope-fuzz TARGET --replay FILE

do throws(UsageError) {
  let options = try FuzzOptions(Array(CommandLine.arguments.dropFirst()))
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
  print("targets: \(FuzzOptions.targetNames.joined(separator: ", "))")
  exit(2)
}
