package import BitArithmetic
package import ComponentRuntime
package import ComponentTypes
package import CoreTypes
package import Diagnostics

/// What the session itself finds wrong: files, commands, instances and settings. Lower rooms' errors are wrapped.
package struct SessionError: Error, Sendable {
  /// What is wrong.
  package enum Kind: Sendable {
    // Files
    case noSuchFile(String)
    case cannotRead(String, reason: String)
    /// A file that cannot be written, and what the system says.
    case cannotWrite(String, reason: String)
    case emptyFile(String)
    /// The size in bytes, where it is known, and the limit.
    case tooLarge(String, size: Int?, limit: Int)
    case noWITInDirectory(String)
    /// Neither WebAssembly nor text.
    case unknownFormat(String)
    /// A core module, which has no WIT.
    case noWIT(String)

    // Session files
    /// `:record` to a name that is taken.
    case fileExists(String)
    case recordingRefused(RecordingRefusal)
    /// A file that sources or checks itself, perhaps through others.
    case fileLeadsToItself(String)
    case filesNestedTooDeep(String, limit: Int)
    case tooManyInputs(String, limit: Int)
    /// A line, from 1, that means nothing.
    case malformedSessionFile(String, line: Int, reason: String)
    /// `:check` of a file that does not hold.
    case checkFailed(CheckReply)
    /// The user interrupted it between inputs.
    case interrupted

    // Commands
    case unknownCommand(String, near: [String])
    case ambiguousCommand(String, candidates: [String])
    case missingArgument(command: String, what: String)
    case unexpectedArgument(command: String, argument: String)

    // Names
    case unknownInstance(String, near: [String])
    case noInstance
    case unknownTopic(String, near: [String])
    /// A name that is declared behind an `@unstable` gate whose feature is off.
    case gatedTopic(String, feature: String)
    case ambiguousTopic(String, candidates: [String])
    case invalidInstanceName(String)

    // Settings
    case unknownSetting(String, near: [String])
    case invalidSetting(name: String, value: String, expected: String)

    // Evaluation
    /// `:bits` of something that is neither an integer nor a float.
    case noBits(ValueType?)
    /// `:carry` of something that is no integer operation, or of one that has no carries.
    case noOperation(IntegerOperation?)
    /// What begins as a change of bits and is none.
    case unreadableBitsChange(String)
    /// A change of bits that cannot be made of these, and why.
    case impossibleBitsChange(String)
    /// A command of calls that was given something else.
    case notACall(command: String)
    /// `:sweep` of something that is no function's name.
    case notAFunction
    /// `:sweep` of a function that takes what cannot be made up, such as handles.
    case cannotSweep(String)
    /// `:bench` of a function that takes handles.
    case cannotBench(String)
    /// `:wheel` of something that is no integer.
    case noWheel(ValueType)
    /// `:why` before there was a value.
    case noValue
    /// `:next` or `:back` without an operation in hand.
    case noCarryInHand
    /// `:next` behind the last bit, or `:back` before the first.
    case noMoreBits(isAtEnd: Bool, bit: Int)
    /// An answer to `:predict` that cannot be read.
    case unreadableAnswer(String, PredictionQuestion)
    /// `:predict` of something that has no value.
    case nothingToPredict
    /// `:drop` of what is no variable.
    case unknownVariable(String, near: [String])
    /// `:tui` where there is no terminal.
    case needsTerminal

    // Walking
    case stepRefused(StepRefusal)

    // Linking
    /// A call of a function that is declared and that no instance provides.
    case notProvided(MissingFunction)
    /// `:stub` of what no world and no component has, and names like it.
    case nothingToStub(String, near: [String])
    /// `:link` of what no component imports, and names like it.
    case unknownImport(String, near: [String])
    /// `:link` to an instance that does not fit.
    case linkMismatch(import: String, instance: String, ImportLink.Mismatch)
    /// `:stub NAME = VALUE` of what cannot return it.
    case cannotStub(String, StubObstacle)

    // Traps and limits
    case trapped(Trap, function: String, instance: String)
    case instanceTrapped(String, Trap)
    case callRefused(String, instance: String, CallError)

    /// Found by another room, in its own words.
    case wrapped([Diagnostic])
  }

  /// Why a walk does not begin, or does not go on.
  package enum StepRefusal: Hashable, Sendable {
    /// Nothing is walked.
    case noWalk
    /// What shall be walked is no call.
    case noCall
    /// The instance has no instructions.
    case noCode(instance: String, InstanceSummary.Kind)
    /// The instance is in the middle of a walk.
    case busy(instance: String, call: String)
    case atStart
    case atEnd
    /// Another call of the instance was made in the middle of the walk.
    case lost(instance: String)
    /// The step has no integer to look at.
    case noInteger
    /// What begins as an offset and is none.
    case noOffset(String)
    case noBreakpoint(String)
    /// No function and no import is called so.
    case nothingToStopAt(String, near: [String])
    /// No code is at a file offset; the function that is nearest to it, and where its code is.
    case noCodeAt(Int, nearest: String?, code: Range<Int>?)
    case tooManyBreakpoints(limit: Int)
  }

  /// A function that nothing provides, and who declares it.
  package struct MissingFunction: Sendable {
    package var function: String
    package var interface: InterfaceName?
    package var exporters: [InterfaceName] = []
    package var importers: [InterfaceName] = []
    /// What `:stub` is given to stand in for it.
    package var stubName = ""
  }

  /// Why a stub cannot return what it shall.
  package enum StubObstacle: Sendable {
    /// The function has no result.
    case noResult
    /// A handle would be given away with the first call.
    case handle
  }

  /// Why nothing is recorded.
  package enum RecordingRefusal: Hashable, Sendable {
    /// `:record off` while nothing is.
    case nothingIsRecorded
    /// The session is being recorded already, to this path.
    case isGoing(String)
    /// The input is the command line's only one.
    case onlyInput
    /// The input stands in a file that is sourced or checked.
    case insideFile
    /// The session's beginning is not kept any more.
    case tooLong
  }

  package var kind: Kind
  /// Where in the input it is, where it is in the input.
  package var location: Diagnostic.Location

  package init(_ kind: Kind, at location: Diagnostic.Location = .none) {
    self.kind = kind
    self.location = location
  }

  /// The path that it is about, as it was given; nil where it is about none.
  var path: String? {
    switch kind {
    case .noSuchFile(let path), .cannotRead(let path, _), .cannotWrite(let path, _), .emptyFile(let path),
      .tooLarge(let path, _, _), .noWITInDirectory(let path), .unknownFormat(let path),
      .noWIT(let path):
      path
    default: nil
    }
  }
}
