import ComponentTypes
import StyledText

extension ExplorerState {
  /// How many forms that were left are kept.
  private static let leftFormLimit = 64

  mutating func pressInForm(_ key: Key) -> [Effect] {
    guard let effect = form?.apply(key) else { return [] }
    return perform(effect)
  }

  mutating func perform(_ effect: FormEffect) -> [Effect] {
    switch effect {
    case .none: return []
    case .call(let text): return submit((formRequest?.walks == true ? ":step " : "") + text, isTyped: false)
    case .leave:
      closeForm()
      focus = .pane(.browse)
      return []
    case .bell: return [.bell]
    case .message(let text):
      notice = text
      return []
    }
  }

  mutating func open(_ request: FormRequest) {
    closeForm()
    let fresh = Form(
      callee: request.callee, title: request.title, function: request.type, presets: request.presets,
      held: request.held)
    let left = leftForms.last { $0.callee == request.callee && $0.parameters == fresh.parameters }
    form = left ?? fresh
    formRequest = request
    form?.variables = Set(surroundings.variables)
    form?.take(request.held)
    // What was typed and is wrong is said at once: it would not be called.
    if left != nil, let mistake = form?.selectMistake(isTyped: true) { notice = mistake }
    reveal(.browse)
    focus = .form
  }

  /// Closes the form; what is in it is there again when it is opened anew.
  mutating func closeForm() {
    guard let form else { return }
    leftForms.removeAll { $0.callee == form.callee }
    leftForms.append(form)
    if leftForms.count > Self.leftFormLimit { leftForms.removeFirst() }
    self.form = nil
  }

  /// Makes the open form anew where its function takes something else since a component was loaded.
  mutating func renewForm() {
    guard let form, var request = formRequest,
      let type = browse.catalog.type(of: request.path, on: request.instance), type.parameters != form.parameters
    else { return }
    request.type = type
    request.presets = []
    self.form = Form(callee: request.callee, title: request.title, function: type)
    self.form?.variables = Set(surroundings.variables)
    formRequest = request
    notice = "\(request.callee) takes other arguments now: the form is empty again"
  }
}
