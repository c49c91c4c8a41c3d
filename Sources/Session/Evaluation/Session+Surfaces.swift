import BitArithmetic
package import ComponentTypes
import NativeComponents
import WAVE

/// What a tree of instances and functions shows, without making an instance.
extension Session {
  /// What an instance imports and exports; nil where there is no such instance, or it would have to be made to know.
  package func world(ofInstance name: String) -> World? { instances[name]?.knownWorld }

  /// A function with everything that is known of it.
  ///
  /// - Parameter instance: the instance whose function it is; nil for a package's, which no instance need have.
  package func describe(_ path: FunctionPath, instance: String? = nil) -> FunctionReply? {
    let holder =
      instance.flatMap { instances[$0] } ?? instances.all.first { $0.knownExports?.function(at: path) != nil }
    if let holder, let function = holder.knownExports?.function(at: path) {
      return describe(CallableFunction(instance: holder.name, path: path, type: function.type))
    }
    return packagedFunction(at: path).map {
      FunctionReply(
        path: path, function: $0, instances: [], reportsOverflow: ArithmeticFunction(path) != nil)
    }
  }

  /// Arguments that show an overflow, one a parameter; none for a function that is not known to compute one operation.
  package func presets(for path: FunctionPath) -> [ComponentValue?] {
    guard let known = ArithmeticFunction(path) else { return [] }
    let type = known.type
    let operands: [ComponentValue?] =
      switch known.operation {
      case .add: [integer(type.maximumBits, type), integer(1, type)]
      case .sub: [integer(type.minimumBits, type), integer(1, type)]
      case .mul: [integer(type.maximumBits, type), integer(2, type)]
      case .neg: [integer(type.isSigned ? type.minimumBits : 1, type)]
      case .shl: [integer(type.maximumBits, type), integer(1, .u32)]
      }
    guard known.takesRecord else { return operands }
    let fields = operands.compactMap(\.self)
    return fields.count == operands.count ? [.record(fields)] : []
  }

  private func integer(_ bits: UInt64, _ type: IntegerType) -> ComponentValue? {
    ComponentValue(integerBits: bits, ValueType(type))
  }
}
