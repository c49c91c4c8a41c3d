import ComponentTypes
import Diagnostics
import WAVE

extension ExpressionElaborator {
  /// A call: its arguments in whatever form they are written, and the value it calls a method of, if it does.
  func call(
    _ function: CallableFunction, _ arguments: PathSyntax.Selector, _ span: SourceSpan,
    receiver: TypedTemplate? = nil
  ) throws(WAVEError) -> Found {
    // The arguments have the parameters' types: a type before the line is not for them.
    let outer = literalType
    literalType = nil
    defer { literalType = outer }
    let callStart = span.start
    let parameters = receiver == nil ? function.type.parameters : Array(function.type.parameters.dropFirst())
    let templates: [ValueTemplate]
    do throws(WAVEError) {
      switch arguments {
      case .call(let written, let span): templates = try values.elaborateArguments(written, parameters, at: span)
      case .named(let fields, let span): templates = try named(fields, parameters, span)
      case .bare(let written, let span, let trailing):
        if let trailing {
          let name = lexer.text(SourceSpan(callStart, span.start)).withoutOuterBlanks
          let suggestion = bracketed(
            function, call: SourceSpan(callStart, span.end), arguments: SourceSpan(span.start, trailing.end),
            isMethod: receiver != nil)
          throw error(.bareExpression(suggestion, name: name), trailing)
        }
        templates = try bare(written, parameters, span)
      default: templates = []
      }
    } catch {
      if case .embedded = error.kind { throw error }
      throw self.error(.value(error, of: function), error.span)
    }
    let all = [receiver?.template].compactMap(\.self) + templates
    return Found(try hole(.call(function, all), span), function.type.result, call: function)
  }

  /// `<x: 1, y: 2>`: the fields of the only parameter, if that is a record, otherwise the parameters by name.
  private func named(
    _ fields: [FieldSyntax], _ parameters: [FunctionType.Parameter], _ span: SourceSpan
  ) throws(WAVEError) -> [ValueTemplate] {
    guard parameters.count == 1, case .record(let declared) = parameters[0].type.shape else {
      return try values.elaborateArguments(named: fields, parameters, at: span)
    }
    let names = fields.map { lexer.text($0.label.nameSpan) }
    if names == [parameters[0].name], !declared.contains(where: { $0.name == names[0] }) {
      return try values.elaborateArguments(named: fields, parameters, at: span)
    }
    return try whole(ValueSyntax(.record(fields), span), parameters[0])
  }

  private func whole(
    _ syntax: ValueSyntax, _ parameter: FunctionType.Parameter
  ) throws(WAVEError) -> [ValueTemplate] {
    do {
      return [try values.elaborate(syntax, as: parameter.type)]
    } catch {
      throw error.inside(.parameter(parameter.name))
    }
  }

  /// `1 2`: one a parameter, or one a field if the only parameter is a record, or the record itself.
  private func bare(
    _ written: [ValueSyntax], _ parameters: [FunctionType.Parameter], _ span: SourceSpan
  ) throws(WAVEError) -> [ValueTemplate] {
    guard parameters.count == 1, case .record(let fields) = parameters[0].type.shape else {
      return try values.elaborateArguments(written, parameters, at: span)
    }
    if written.count == 1, isRecord(written[0], parameters[0].type) {
      return try whole(written[0], parameters[0])
    }
    do throws(WAVEError) {
      let templates = try values.elaborateArguments(written, fields.map { .init($0.name, $0.type) }, at: span)
      let constants = templates.compactMap(\.constant)
      return [constants.count == templates.count ? .constant(.record(constants)) : .record(templates)]
    } catch {
      // The fields took the parameters' place, and are shown as fields.
      guard case .parameter(let field)? = error.path.first else { throw error }
      throw error.replacingFirstStep(by: [.parameter(parameters[0].name), .field(field)])
    }
  }

  /// Whether a single bare value is the record itself and no field of it.
  private func isRecord(_ syntax: ValueSyntax, _ type: ValueType) -> Bool {
    switch syntax.kind {
    case .record: true
    case .label, .labelled, .embedded, .tuple: (try? ownType(of: syntax)) == .some(type)
    default: false
    }
  }
}
