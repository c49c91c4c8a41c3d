import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
package import Diagnostics

extension SessionError: DiagnosticConvertible {
  package var diagnostics: [Diagnostic] {
    switch kind {
    case .wrapped(let diagnostics): diagnostics
    case .trapped(let trap, let function, let instance):
      [trap.diagnostic(in: function, instance: instance, at: location)]
    default: [diagnostic]
    }
  }

  private var diagnostic: Diagnostic {
    switch kind {
    case .noSuchFile(let path):
      file(.noSuchFile, "there is no \(path)")
    case .cannotRead(let path, let reason):
      file(.cannotRead, "cannot read \(path): \(reason)")
    case .cannotWrite(let path, let reason):
      file(.cannotWrite, "cannot write \(path): \(reason)")
    case .emptyFile(let path):
      file(.emptyFile, path == "-" ? "standard input is empty" : "\(path) is empty")
    case .tooLarge(let path, let size, let limit):
      file(
        .fileTooLarge,
        "\(path) is too large" + (size.map { ": \($0) bytes" } ?? ""), .note("the limit is \(limit) bytes"))
    case .noWITInDirectory(let path):
      file(
        .noWITInDirectory, "the directory \(path) has no .wit file in it",
        .help("a WIT directory holds a package's .wit files, and what they depend on in deps/"))
    case .unknownFormat(let path):
      file(
        .unknownFormat, "\(path) is neither a WebAssembly binary nor text",
        .note("a binary begins with the bytes 00 61 73 6d"))

    case .noWIT(let path):
      make(.noWIT, "\(path) is a core module, which has no WIT")

    case .fileExists(let path):
      make(.fileExists, "there is a \(path) already", .help("a recording takes a new name, or the old file is removed"))
    case .recordingRefused(let reason):
      refused(reason)
    case .fileLeadsToItself(let path):
      make(.fileNesting, "\(path) leads to itself")
    case .filesNestedTooDeep(let path, let limit):
      make(.fileNesting, "\(path) is too deep in other files", .note("\(limit) files may lead to one another"))
    case .tooManyInputs(let path, let limit):
      make(
        .tooManyInputs, "\(path) holds more than \(limit) inputs",
        .help("witscope run \(path) runs a script of any length"))
    case .malformedSessionFile(let path, let line, let reason):
      file(.malformedSessionFile, "\(path), line \(line): \(reason)")
    case .checkFailed(let reply):
      checkFailed(reply)
    case .interrupted:
      make(.interrupted, "interrupted")

    case .unknownCommand(let name, let near):
      make(.unknownCommand, "there is no command :\(name)", offer(near.map { ":" + $0 }), or: ":help lists them")
    case .ambiguousCommand(let name, let candidates):
      make(.ambiguousCommand, ":\(name) could be several commands", offer(candidates.map { ":" + $0 }))
    case .missingArgument(let command, let what):
      make(.commandArguments, ":\(command) needs \(what)", .help(usage(command)))
    case .unexpectedArgument(let command, let argument):
      make(.commandArguments, ":\(command) does not take \(argument)", .help(usage(command)))

    case .unknownInstance(let name, let near):
      make(.unknownInstance, "there is no instance \(name)", offer(near), or: ":instances lists them")
    case .noInstance:
      make(.noInstance, "no instance is loaded", .help(":load PATH loads a component"))
    case .unknownTopic(let name, let near):
      make(.unknownTopic, "nothing is called \(name)", offer(near), or: ":find \(name) searches")
    case .gatedTopic(let name, let feature):
      make(
        .unknownTopic, "\(name) is unstable, and its feature \(feature) is off",
        .help("it needs --features \(feature), or :set features \(feature) and :reload"))
    case .ambiguousTopic(let name, let candidates):
      make(.unknownTopic, "\(name) could be several things", offer(candidates))
    case .invalidInstanceName(let name):
      make(
        .invalidInstanceName, "\(name) cannot name an instance",
        .help("a name is words of letters and digits joined by -, such as overflow-c, and no word of the language"))

    case .unknownSetting(let name, let near):
      make(.unknownSetting, "there is no setting \(name)", offer(near), or: ":set lists them")
    case .invalidSetting(let name, let value, let expected):
      make(.invalidSetting, "\(name) cannot be \(value)", .expected(expected))

    case .noBits(let type):
      make(
        .noBits,
        type == nil
          ? "there is no value to show the bits of"
          : "only integers, floats and calls that return them have bits to show")
    case .noOperation(let operation):
      make(
        .noOperation,
        operation.map { "\($0.rawValue) has no carries" }
          ?? "there is no addition or subtraction to show the carries of",
        .help("an example: :carry 100:s8 + 50:s8"))
    case .unreadableBitsChange(let text):
      make(
        .commandArguments, "\(text) is no change of bits",
        .help("a change is: flip 7, flip x.7 y.0, as u16, or complement"))
    case .impossibleBitsChange(let reason): make(.commandArguments, reason)
    case .notACall(let command):
      make(
        .notACall, command == "compare" ? "only a call can be compared" : "only a call can be measured",
        .help("an example: :\(command) overflowing-add 2147483647 1"))
    case .notAFunction:
      make(.notACall, "only a function can be swept, by its name alone", .help("an example: :sweep overflowing-add"))
    case .cannotSweep(let function):
      make(
        .cannotMeasure, "\(function) cannot be swept",
        .note("it takes handles, or another kind of value that cannot be made up"))
    case .cannotBench(let function):
      make(
        .cannotMeasure, "\(function) cannot be called over and over",
        .note("it takes a handle, which only one instance knows"))

    case .noWheel(let type):
      make(
        .noBits, "only integers have a place on a number wheel, and this is a \(type.typeText)",
        .help("an example: :wheel 100:s8 + 50:s8"))
    case .noValue:
      make(
        .noValue, "there is no value to explain yet",
        .help("call a function or evaluate an expression first, such as s8 100 + 50"))
    case .noCarryInHand:
      make(
        .noCarryInHand, "no carries are in hand",
        .help(":carry EXPR takes an addition or subtraction in hand; :step CALL walks through a call"))
    case .noMoreBits(let isAtEnd, let bit):
      make(
        .noCarryInHand, isAtEnd ? "bit \(bit) is the last" : "bit \(bit) is the first",
        .help(isAtEnd ? ":back goes back; :carry EXPR begins again" : ":next goes on"))
    case .unreadableAnswer(let text, let question):
      make(
        .unreadableAnswer, "\(text) is no answer to \(question.text)",
        .help(
          "an answer is \(question.parts.map(\.example).joined(separator: " ")), or skip to see the outcome"))
    case .nothingToPredict:
      make(.noBits, "there is no value to predict", .help("an example: :predict 100:s8 + 50:s8"))
    case .unknownVariable(let name, let near):
      make(.unknownVariable, "there is no variable \(name)", offer(near), or: ":vars lists them")
    case .needsTerminal:
      make(
        .needsTerminal, "the explorer needs a terminal, and this input does not come from one",
        .help("witscope PATH... in a terminal opens it"))

    case .stepRefused(let reason): refused(reason)

    case .notProvided(let missing): notProvided(missing)
    case .nothingToStub(let name, let near):
      make(
        .nothingToStub, "nothing called \(name) can be stubbed", offer(near),
        or: ":load PATH loads WIT or a component; an interface's full name can be stubbed before it is loaded")
    case .unknownImport(let name, let near):
      make(.unknownImport, "no component imports \(name)", offer(near), or: ":imports NAME lists an instance's imports")
    case .linkMismatch(let name, let instance, let mismatch): linkMismatch(name, instance, mismatch)
    case .cannotStub(let name, .noResult):
      make(.cannotStub, "\(name) has no result to be given", .help(":stub \(name) answers its calls with ()"))
    case .cannotStub(let name, .handle):
      make(
        .cannotStub, "\(name) cannot return the same handle again and again",
        .help(":stub \(name) makes a fresh handle at each call"))

    case .instanceTrapped(let name, let trap):
      make(
        .instanceTrapped, "the instance \(name) trapped earlier and cannot be called",
        .note("it ended with: \(trap.code.wording)"), .help(":reset \(name) makes it anew"))
    case .callRefused(let function, let instance, let error):
      refused(function, instance, error)
    case .wrapped, .trapped:
      make(.trap, "the call failed")
    }
  }

  private func refused(_ reason: SessionError.RecordingRefusal) -> Diagnostic {
    switch reason {
    case .nothingIsRecorded:
      make(.recordingRefused, "nothing is recorded", .help(":record PATH begins a recording"))
    case .isGoing(let path):
      make(.recordingRefused, "the session is recorded to \(path) already", .help(":record off ends that"))
    case .onlyInput:
      make(.recordingRefused, "there is no session to record: this input is all", .help("witscope repl begins one"))
    case .insideFile:
      make(
        .recordingRefused, "an input of a file that is sourced or checked cannot begin a recording",
        .help(":record PATH at the prompt or in a script does"))
    case .tooLong:
      make(
        .recordingRefused, "the session is too long to be recorded from its beginning",
        .help("a session that is recorded from its first input may be of any length"))
    }
  }

  private func refused(_ reason: SessionError.StepRefusal) -> Diagnostic {
    switch reason {
    case .noWalk:
      make(
        .noWalk, "no call is being walked", .help(":step CALL begins, such as :step overflowing-add 2147483647 1"))
    case .noCall:
      make(.notACall, "only a call can be walked", .help("an example: :step overflowing-add 2147483647 1"))
    case .noCode(let instance, let kind):
      make(
        .cannotWalk, "\(instance) has no instructions to walk",
        .note(kind == .native ? "it is written in Swift" : "nothing of it runs"),
        .help("an interpreted instance of the same function can be walked"))
    case .busy(let instance, let call):
      make(
        .instanceIsWalked, "\(instance) is in the middle of \(call)",
        .help(":continue runs it to its end, :step off gives it up, :step shows it"))
    case .atStart: make(.noMoreSteps, "the call begins here", .help(":next goes on"))
    case .atEnd: make(.noMoreSteps, "the call is over", .help(":back goes back, :goto start to its beginning"))
    case .lost(let instance):
      make(
        .noWalk, "the walk is over: \(instance) was called by another instance meanwhile",
        .help(":step CALL begins again"))
    case .noInteger:
      make(
        .noBits, "the step in hand has no integer to look at", .help(":next goes on, :bits EXPR shows another value"))
    case .noOffset(let text):
      make(
        .commandArguments, "\(text) is no offset in a file",
        .help("an offset is 133 or 0x85; a function's name that begins so stands in quotes"))
    case .nothingToStopAt(let name, let near):
      make(
        .unknownName, "nothing is called \(name) where a walk could stop", offer(near),
        .note("functions of core modules by name, exports, and imports can be; :exports and :imports list the latter"))
    case .noCodeAt(let offset, let nearest, let code):
      make(
        .unknownName, "there is no code at 0x\(String(offset, radix: 16))",
        code.map { code in
          .help(
            "the nearest is \(nearest ?? "a function"), 0x\(String(code.lowerBound, radix: 16)) to "
              + "0x\(String(max(code.lowerBound, code.upperBound - 1), radix: 16))")
        })
    case .noBreakpoint(let text):
      make(.commandArguments, "there is no breakpoint \(text)", .help(":break lists them"))
    case .tooManyBreakpoints(let limit):
      make(.commandArguments, "there are \(limit) breakpoints already", .help(":break off N takes one away"))
    }
  }

  private func checkFailed(_ reply: CheckReply) -> Diagnostic {
    if let fault = reply.faults.first {
      return file(.malformedSessionFile, "\(reply.path), line \(fault.line): \(fault.message)")
    }
    let lines = reply.mismatches.prefix(8).map { String($0.line) }.joined(separator: ", ")
    return Diagnostic(
      .checkFailed, "\(reply.mismatches.count) of \(reply.inputCount) inputs of \(reply.path) did something else",
      failure: .mismatch, at: location,
      notes: [
        .note((reply.mismatches.count == 1 ? "line " : "lines ") + lines + (reply.mismatches.count > 8 ? ", ..." : ""))
      ])
  }

  private func refused(_ function: String, _ instance: String, _ error: CallError) -> Diagnostic {
    switch error {
    case .unknownFunction: make(.callUnsupported, "\(instance) has no function \(function)")
    case .trapped(let trap):
      make(
        .instanceTrapped, "the instance \(instance) trapped earlier and cannot be called",
        .note("it ended with: \(trap.code.wording)"), .help(":reset \(instance) makes it anew"))
    case .unknownHandle(let number):
      make(
        .callUnsupported, "the handle #\(number) is not one of \(instance)'s",
        .note(
          "it belongs to another instance, was given away (perhaps earlier in this call), or was there before a :reset")
      )
    case .notWalkable(let why):
      make(
        .callUnsupported, "\(function) cannot be walked through yet", .note(why),
        .help("calling it without :step works"))
    case .unsupported(let what):
      make(.callUnsupported, "\(function) cannot be called yet", .note("its type uses \(what)"))
    }
  }

  private func linkMismatch(_ name: String, _ instance: String, _ mismatch: ImportLink.Mismatch) -> Diagnostic {
    let message = "\(name) cannot be linked to \(instance)"
    func words(_ type: FunctionType) -> String {
      let parameters = type.parameters.map { "\($0.name): \($0.type.typeText)" }.joined(separator: ", ")
      return "func(\(parameters))" + (type.result.map { " -> \($0.typeText)" } ?? "")
    }
    switch mismatch {
    case .noExport:
      return make(.linkMismatch, message, .note("\(instance) does not export it"), .help(":exports \(instance)"))
    case .lacks(let function):
      return make(.linkMismatch, message, .note("\(instance) has no \(function.withoutAnnotation) in it"))
    case .differs(let function, let expected, let found):
      return make(
        .linkMismatch, message,
        .note("\(function.withoutAnnotation) is another function there: \(words(found))"), .expected(words(expected)))
    }
  }

  private func notProvided(_ missing: SessionError.MissingFunction) -> Diagnostic {
    var notes: [Diagnostic.Note] = []
    var declarers: [String] = []
    if let interface = missing.interface { declarers.append("interface \(interface) declares it") }
    func add(_ worlds: [InterfaceName], _ verb: String) {
      guard !worlds.isEmpty else { return }
      let names = worlds.prefix(4).map(\.description).joined(separator: ", ") + (worlds.count > 4 ? ", ..." : "")
      declarers.append(
        worlds.count == 1 ? "world \(names) \(verb)s it" : "worlds \(names) \(verb) it")
    }
    add(missing.exporters, "export")
    add(missing.importers, "import")
    if !declarers.isEmpty { notes.append(.note(declarers.joined(separator: "; "))) }
    let provider = missing.interface.map { "exports \($0)" } ?? "exports \(missing.function)"
    notes.append(.help(":load PATH loads a component that \(provider)"))
    notes.append(.help(":stub \(missing.stubName) answers its calls with plain values"))
    return Diagnostic(
      .notProvided, "no instance provides \(missing.function)", at: location, notes: notes)
  }

  private func make(_ code: DiagnosticCode, _ message: String, _ notes: Diagnostic.Note?...) -> Diagnostic {
    Diagnostic(code, message, at: location, notes: notes.compactMap { $0 })
  }

  private func make(
    _ code: DiagnosticCode, _ message: String, _ note: Diagnostic.Note?, or fallback: String
  ) -> Diagnostic {
    Diagnostic(code, message, at: location, notes: [note ?? .help(fallback)])
  }

  private func file(_ code: DiagnosticCode, _ message: String, _ notes: Diagnostic.Note...) -> Diagnostic {
    Diagnostic(code, message, failure: .malformed, at: location, notes: notes)
  }

  /// "did you mean", where there is something to offer.
  private func offer(_ names: [String]) -> Diagnostic.Note? {
    var seen: Set<String> = []
    let names = names.filter { seen.insert($0).inserted }
    return names.isEmpty ? nil : .help((names.count == 1 ? "did you mean " : "one of ") + names.joined(separator: ", "))
  }

  private func usage(_ name: String) -> String {
    guard let command = Command(rawValue: name)?.description else { return ":help \(name)" }
    return ":\(name) \(command.arguments)"
  }
}

extension Diagnostic.Note {
  fileprivate static func note(_ text: String) -> Self { Self(.note, text) }
  fileprivate static func help(_ text: String) -> Self { Self(.help, text) }
  fileprivate static func expected(_ text: String) -> Self { Self(.expected, text) }
}

extension PredictionQuestion.Part {
  /// What an answer may look like.
  fileprivate var example: String {
    switch self {
    case .value: "VALUE"
    case .v: "V=1"
    case .c: "C=0"
    case .b: "B=0"
    case .fits: "yes"
    }
  }
}
