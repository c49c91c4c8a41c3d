import BitArithmetic
import ComponentTypes
import Diagnostics
import NativeComponents

extension Session {
  /// Evaluates an expression and keeps its value as the input's.
  func perform(_ expression: ParsedExpression, number: Int) throws(SessionError) -> Outcome {
    let checked = try inLanguage { () throws(LanguageError) in try expression.checked(in: self) }
    if let signature = checked.signature { return Outcome(.function(withCalls(describe(signature)))) }
    return Outcome(.value(try evaluate(checked, number: number)))
  }

  /// Evaluates an assignment.
  func perform(_ assignment: ParsedInput.Assignment, number: Int) throws(SessionError) -> Outcome {
    let checked = try inLanguage { () throws(LanguageError) in try assignment.checked(in: self) }
    var reply = try evaluate(checked, number: number)
    if let result = reply.result {
      variables.assign(assignment.name, result)
      reply.assignedTo = assignment.name
    }
    return Outcome(.value(reply))
  }

  /// Evaluates what was checked; the value becomes `it` and the input's.
  private func evaluate(_ checked: CheckedExpression, number: Int) throws(SessionError) -> ValueReply {
    let reply = try value(of: checked)
    remember(reply, of: checked, number: number)
    return reply
  }

  /// Evaluates what was checked, with what is known of the calls and operations on the way.
  func value(of checked: CheckedExpression) throws(SessionError) -> ValueReply {
    let firstReport = run?.reports.count ?? 0
    let evaluation = try inLanguage { () throws(LanguageError) in try checked.evaluated(in: self) }
    var calls = Array((run?.reports ?? []).dropFirst(firstReport))
    // The outermost call is the last to return; the others were its arguments or parts of an expression.
    let outermost = checked.outermostCall == nil ? nil : calls.popLast()
    run?.remarks += evaluation.notes.map { $0.remark(in: checked.source) }
    return ValueReply(evaluation, call: outermost, innerCalls: calls)
  }

  /// A function as the replies describe it.
  func describe(_ function: CallableFunction) -> FunctionReply {
    var declaration = Function(function.path.function, function.type)
    var holders: [String] = []
    for instance in instances.all {
      guard let found = (try? instance.exports(surroundings))?.function(at: function.path) else { continue }
      holders.append(instance.name)
      if instance.name == function.instance { declaration = found }
    }
    // Binaries carry no documentation; a loaded package of the same name may.
    if declaration.documentation == nil, let documented = packagedFunction(at: function.path),
      function.path.interface != nil || documented.type == declaration.type
    {
      declaration = Function(
        declaration.name, declaration.type, documentation: documented.documentation, stability: documented.stability)
    }
    return FunctionReply(
      path: function.path, function: declaration, instances: holders,
      reportsOverflow: ArithmeticFunction(function.path) != nil
        || settings.flags[function.path] != nil)
  }

  /// The function as a loaded WIT package declares it.
  func packagedFunction(at path: FunctionPath) -> Function? {
    guard let name = path.interface, name.package != nil else { return declarations.at(path).first?.function }
    for package in packages {
      for interface in package.interfaces where name.isMatched(by: interface.name) {
        if let found = interface.functions.first(where: { $0.name == path.function }) { return found }
      }
    }
    return nil
  }
}

extension ValueReply {
  /// What an evaluation gave, with what is known of its calls.
  init(_ evaluation: Evaluation, call: CallReport? = nil, innerCalls: [CallReport] = []) {
    self.init(
      result: evaluation.value, call: call,
      operations: evaluation.operations.compactMap { OperationFacts($0.operation, $0.type, operands: $0.operands) },
      innerCalls: innerCalls)
  }

  /// The operation whose result the value is, and where its operands come from.
  package var resultOperation: ReportedOperation? {
    if let call { return call.operation }
    guard let facts = operations.last, let (bits, type) = result.flatMap({ IntegerBits.bits(of: $0.value) }),
      facts.type == type, facts.result == bits
    else { return nil }
    return ReportedOperation(facts: facts, basis: .expression)
  }
}
