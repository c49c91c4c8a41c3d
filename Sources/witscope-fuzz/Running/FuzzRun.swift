import Glibc
import RandomInputs

/// Feeds a target with inputs and watches what happens.
///
/// An input fails when the target finds fault, when it takes over a second of the processor's time, or when the process has taken over 200 MB.
/// One that ends the process, or hangs it until the alarm does, is in the kept file.
struct FuzzRun: ~Copyable {
  private static let timeLimit = 1_000.0
  private static let memoryLimit = 200
  /// In seconds; nothing takes so long but a hang.
  private static let alarmDelay: UInt32 = 20
  /// After this many failures a run ends.
  private static let failureLimit = 20

  private var target: any FuzzTarget
  private let options: FuzzOptions
  private let kept: KeptInput
  private var random: SplitMix64
  /// The inputs that others are made of.
  private var pool: [[UInt8]] = []
  private var failures = 0
  private var readCount = 0
  private var slowest = 0.0
  private var hasExceededMemory = false

  init?(_ target: any FuzzTarget, _ options: FuzzOptions) {
    self.target = target
    self.options = options
    random = SplitMix64(seed: options.seed)
    guard let kept = KeptInput(path: "\(options.keptFolder)/fuzz-\(options.targetName)-\(options.seed).input") else {
      return nil
    }
    self.kept = kept
    for _ in 0..<64 { pool.append(self.target.makeInput(&random)) }
  }

  /// What came of one input.
  static func check(
    _ input: [UInt8], by target: any FuzzTarget
  ) -> (fault: String?, wasRead: Bool, milliseconds: Double) {
    let start = processorMilliseconds
    let verdict = target.check(input)
    let elapsed = processorMilliseconds - start
    switch verdict {
    case .fault(let fault): return (fault, false, elapsed)
    case .read: return (elapsed > timeLimit ? "it took too long" : nil, true, elapsed)
    case .refused: return (elapsed > timeLimit ? "it took too long" : nil, false, elapsed)
    }
  }

  /// Runs all inputs; false where something failed.
  mutating func run() -> Bool {
    print("\(options.targetName): seed \(options.seed), \(options.runs) inputs; the one at hand is in \(kept.path)")
    let start = ContinuousClock.now
    var number = 0
    while number < options.runs, failures < Self.failureLimit {
      let input = nextInput(number)
      kept.store(input)
      alarm(Self.alarmDelay)
      let outcome = Self.check(input, by: target)
      note(outcome, of: input, number)
      number += 1
      if number.isMultiple(of: 500_000) { report(number, since: start) }
    }
    alarm(0)
    kept.discard()
    report(number, since: start)
    return failures == 0
  }

  private mutating func nextInput(_ number: Int) -> [UInt8] {
    if number.isMultiple(of: 16) { pool[random.below(pool.count)] = target.makeInput(&random) }
    let input = random.pick(pool) ?? []
    if random.chance(3) { return input }
    let prefix = min(target.fixedPrefix, input.count)
    return input[..<prefix] + target.mutation.apply(to: Array(input[prefix...]), using: &random)
  }

  private mutating func note(
    _ outcome: (fault: String?, wasRead: Bool, milliseconds: Double), of input: [UInt8], _ number: Int
  ) {
    slowest = max(slowest, outcome.milliseconds)
    if outcome.wasRead {
      readCount += 1
      // What is still well-formed is changed further.
      if random.chance(12) { pool[random.below(pool.count)] = input }
    }
    if let fault = outcome.fault { fail(fault, input, number) }
    if !hasExceededMemory, Self.peakMegabytes > Self.memoryLimit {
      hasExceededMemory = true
      fail("the process has taken \(Self.peakMegabytes) MB", input, number)
    }
  }

  private mutating func fail(_ fault: String, _ input: [UInt8], _ number: Int) {
    failures += 1
    let path = "\(options.keptFolder)/fuzz-\(options.targetName)-\(options.seed)-\(number).failure"
    print("\(options.targetName): input \(number) failed, see \(path): \(fault)")
    guard let file = fopen(path, "wb") else { return }
    input.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
    fflush(nil)
  }

  private func report(_ count: Int, since start: ContinuousClock.Instant) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let rate = Int(Double(count) / max(seconds, 0.001))
    let read = count > 0 ? 100 * readCount / count : 0
    print(
      "\(options.targetName): \(count) inputs (\(read)% read) in \(Int(seconds)) s (\(Int(Self.processorMilliseconds / 1000)) s "
        + "of the processor's), \(rate) a second; slowest \(Int(slowest)) ms; peak memory \(Self.peakMegabytes) MB; \(failures) failed"
    )
    fflush(nil)
  }

  /// The processor's time that the process has had: a busy machine is no one's fault.
  private static var processorMilliseconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
  }

  /// `RUSAGE_SELF`, which Swift imports as another type than the call takes.
  private static let ownProcess: __rusage_who_t = 0

  /// The most memory that the process has had, in MB.
  private static var peakMegabytes: Int {
    var usage = rusage()
    getrusage(Self.ownProcess, &usage)
    return usage.ru_maxrss / 1024
  }
}
