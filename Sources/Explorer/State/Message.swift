import ComponentTypes
import Session
import StyledText

/// Something that happened.
enum Message: Sendable {
  case key(Key)
  case resized(ScreenSize)
  /// What there is to browse changed, or what the session says of itself.
  case surroundings(Surroundings, Catalog?)
  /// The world of an instance that was opened.
  case world(String, World)
  /// A function to fill a form for.
  case form(FormRequest)
  /// An input begins to run.
  case started(input: String)
  /// An input runs on.
  case progress(Progress)
  /// An input ended.
  case finished(Reply)
  /// An input that ended before the program began: its number and its value.
  case recalled(input: String, number: Int, ValueReply)
  /// Something to be told that no input asked for.
  case remark([StyledLine])
  /// Something to be told for a moment, in the line of hints.
  case notice(String)
}

/// What the session says of itself.
struct Surroundings: Hashable, Sendable {
  /// What stands before the prompt's input.
  var prompt = "> "
  /// The names of the instances, in order.
  var instances: [String] = []
  var current: String?
  /// The variables, which are lost when the program ends.
  var variables: [String] = []
  /// What is asked in the prompt's place, such as a prediction.
  var question: String?
  /// Whether a call is walked.
  var isWalking = false
  /// Whether the mouse is listened to.
  var usesMouse = true
}

/// A function that a form is wanted for.
struct FormRequest: Sendable {
  /// The function.
  var path: FunctionPath
  /// The instance that it is called on; nil for any that has it.
  var instance: String?
  /// What stands before the opening bracket.
  var callee: String
  var title: String
  var type: FunctionType
  /// A value to begin with for each parameter.
  var presets: [ComponentValue?]
  /// The handles that its fields may take, the newest first.
  var held: [HeldHandle] = []
  /// Whether Enter walks the call instead of making it.
  var walks = false
}
