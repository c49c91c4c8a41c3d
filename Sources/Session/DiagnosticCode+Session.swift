package import Diagnostics

/// The codes of the session: files, commands and instances, settings, traps and limits.
extension DiagnosticCode {
  package static let noSuchFile = DiagnosticCode(1)
  package static let cannotRead = DiagnosticCode(2)
  package static let emptyFile = DiagnosticCode(3)
  package static let fileTooLarge = DiagnosticCode(4)
  package static let noWITInDirectory = DiagnosticCode(5)
  package static let unknownFormat = DiagnosticCode(6)
  package static let noWIT = DiagnosticCode(8)
  package static let cannotWrite = DiagnosticCode(9)

  package static let fileExists = DiagnosticCode(10)
  package static let checkFailed = DiagnosticCode(11)
  package static let fileNesting = DiagnosticCode(12)
  package static let malformedSessionFile = DiagnosticCode(13)
  package static let tooManyInputs = DiagnosticCode(14)

  package static let unknownCommand = DiagnosticCode(150)
  package static let ambiguousCommand = DiagnosticCode(151)
  package static let commandArguments = DiagnosticCode(152)
  package static let unknownInstance = DiagnosticCode(153)
  package static let noInstance = DiagnosticCode(154)
  package static let unknownTopic = DiagnosticCode(155)
  package static let invalidInstanceName = DiagnosticCode(156)
  package static let unknownSetting = DiagnosticCode(157)
  package static let invalidSetting = DiagnosticCode(158)

  package static let unknownVariable = DiagnosticCode(159)
  package static let needsTerminal = DiagnosticCode(160)
  package static let recordingRefused = DiagnosticCode(161)

  package static let noBits = DiagnosticCode(260)
  package static let noOperation = DiagnosticCode(261)
  package static let notACall = DiagnosticCode(262)
  package static let conversionRemark = DiagnosticCode(263)
  package static let shiftCountRemark = DiagnosticCode(264)
  package static let divisionRemark = DiagnosticCode(265)

  package static let noValue = DiagnosticCode(266)
  package static let noCarryInHand = DiagnosticCode(267)
  package static let unreadableAnswer = DiagnosticCode(268)
  package static let cannotMeasure = DiagnosticCode(269)

  package static let notProvided = DiagnosticCode(520)
  package static let nothingToStub = DiagnosticCode(521)
  package static let cannotStub = DiagnosticCode(522)
  package static let unknownImport = DiagnosticCode(523)
  package static let linkMismatch = DiagnosticCode(524)

  package static let trap = DiagnosticCode(601)
  package static let fuelExhausted = DiagnosticCode(602)
  package static let timedOut = DiagnosticCode(603)
  package static let interrupted = DiagnosticCode(604)
  package static let instanceTrapped = DiagnosticCode(605)
  package static let callUnsupported = DiagnosticCode(606)
  package static let unlinkedImport = DiagnosticCode(607)
  package static let stackExhausted = DiagnosticCode(608)
  package static let resourceLimit = DiagnosticCode(609)
  package static let invalidFunction = DiagnosticCode(610)
  package static let watchedLoss = DiagnosticCode(611)

  package static let noWalk = DiagnosticCode(620)
  package static let instanceIsWalked = DiagnosticCode(621)
  package static let noMoreSteps = DiagnosticCode(622)
  package static let cannotWalk = DiagnosticCode(623)
}
