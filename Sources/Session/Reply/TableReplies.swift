package import ComponentTypes
package import CoreTypes

/// An instance as `:instances` lists it.
package struct InstanceSummary: Hashable, Sendable {
  /// What kind of thing runs.
  package enum Kind: String, Hashable, Sendable {
    case native, component, module
    /// Stands in for what nothing provides.
    case stub
  }

  package var name: String
  package var kind: Kind
  package var isCurrent: Bool
  /// Where it was loaded from; nil for what is built in.
  package var path: String?
  /// In bytes; nil for native code.
  package var size: Int?
  /// The trap that ended it.
  package var trap: Trap?
  /// How many functions it exports; nil where that is not known before it is made.
  package var functionCount: Int?

  package init(
    name: String, kind: Kind, isCurrent: Bool, path: String?, size: Int?, trap: Trap?, functionCount: Int?
  ) {
    self.name = name
    self.kind = kind
    self.isCurrent = isCurrent
    self.path = path
    self.size = size
    self.trap = trap
    self.functionCount = functionCount
  }
}

/// What a load brought in.
package struct LoadReply: Sendable {
  package var packages: [PackageName]
  package var instances: [InstanceSummary]

  package init(packages: [PackageName], instances: [InstanceSummary]) {
    self.packages = packages
    self.instances = instances
  }
}

/// `:browse`: what there is to look at.
package struct BrowseReply: Sendable {
  package var packages: [Package]
  /// Instances with their worlds.
  package var instances: [(summary: InstanceSummary, world: World)]

  package init(packages: [Package], instances: [(summary: InstanceSummary, world: World)]) {
    self.packages = packages
    self.instances = instances
  }
}

/// `:exports` and `:imports`: the items of one instance's world.
package struct ItemsReply: Sendable {
  /// Which side of the world.
  package enum Side: Hashable, Sendable { case imports, exports }

  /// The instance, or what else has the world.
  package var instance: String
  package var side: Side
  package var items: [WorldItem]
  /// Whether no instance is behind it: a loaded package declares it.
  package var isDeclared: Bool

  package init(instance: String, side: Side, items: [WorldItem], isDeclared: Bool = false) {
    self.isDeclared = isDeclared
    self.instance = instance
    self.side = side
    self.items = items
  }
}

/// A function with everything that is known of it.
package struct FunctionReply: Sendable {
  package var path: FunctionPath
  package var function: Function
  /// The instances that export it.
  package var instances: [String]
  /// What makes its result show overflow: a known operation, or a flag that `:set flag` named.
  package var reportsOverflow: Bool
  /// A call of it as it is typed, with arguments to be changed; nil where that would be too long to be of use.
  package var template: String?
  /// A call that shows an overflow; nil for a function that is not known to compute one operation.
  package var overflowingCall: String?

  package init(path: FunctionPath, function: Function, instances: [String], reportsOverflow: Bool) {
    self.path = path
    self.function = function
    self.instances = instances
    self.reportsOverflow = reportsOverflow
  }
}

/// `:info NAME`: what the name means, in every sense that it has.
package struct InfoReply: Sendable {
  /// One meaning.
  package enum Meaning: Sendable {
    case function(FunctionReply)
    case type(TypeDefinition, interface: InterfaceName?)
    case interface(Interface)
    case world(World)
    case package(Package)
    case instance(InstanceSummary)
    case variable(VariableSummary)
    case command(CommandDescription)
  }

  package var name: String
  package var meanings: [Meaning]
  /// What was loaded to bring the packages that the meanings are in: paths, as they were given.
  package var paths: [PackageName: String]

  package init(name: String, meanings: [Meaning], paths: [PackageName: String] = [:]) {
    self.name = name
    self.meanings = meanings
    self.paths = paths
  }
}

/// `:find TEXT`: names and documentation that hold the text.
package struct FoundReply: Sendable {
  /// What a name belongs to.
  package enum Kind: String, Hashable, Sendable {
    case package, interface, world, function, type, instance, variable, command
  }

  /// A name that was found.
  package struct Entry: Hashable, Sendable {
    package var kind: Kind
    /// In full.
    package var name: String
    /// The first line of its documentation.
    package var documentation: String?
    /// What its gates say.
    package var stability: Stability?
    /// The type that a `use` or `type a = b` names.
    package var origin: TypeName?

    package init(
      kind: Kind, name: String, documentation: String?, stability: Stability? = nil, origin: TypeName? = nil
    ) {
      self.kind = kind
      self.name = name
      self.documentation = documentation
      self.stability = stability
      self.origin = origin
    }
  }

  package var text: String
  package var entries: [Entry]

  package init(text: String, entries: [Entry]) {
    self.text = text
    self.entries = entries
  }
}

/// `:wit`: WIT text, and what it is the text of.
package struct WITReply: Sendable {
  package var name: String
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// A variable.
package struct VariableSummary: Hashable, Sendable {
  package var name: String
  package var value: TypedValue

  package init(name: String, value: TypedValue) {
    self.name = name
    self.value = value
  }
}

/// An input that was given before.
package struct HistoryEntry: Hashable, Sendable {
  package var number: Int
  package var input: String

  package init(number: Int, input: String) {
    self.number = number
    self.input = input
  }
}

/// A setting as `:set` lists it.
package struct SettingSummary: Hashable, Sendable {
  package var name: String
  package var value: String
  /// What it does, in one line.
  package var summary: String

  package init(name: String, value: String, summary: String) {
    self.name = name
    self.value = value
    self.summary = summary
  }
}

/// A command as the help shows it.
package struct CommandDescription: Hashable, Sendable {
  /// The groups of the help, in their order.
  package enum Group: String, Hashable, Sendable, CaseIterable {
    case load, look, bits, step, watch, compare, link, session
  }

  /// Without the colon.
  package var name: String
  /// The fixed short form, without the colon.
  package var short: String?
  package var group: Group
  /// What follows the name, such as `PATH… [as NAME]`.
  package var arguments: String
  /// One line.
  package var summary: String
  /// More lines, for `:help NAME`.
  package var details: [String]

  package init(
    _ name: String, short: String? = nil, _ group: Group, arguments: String = "", _ summary: String,
    details: [String] = []
  ) {
    self.name = name
    self.short = short
    self.group = group
    self.arguments = arguments
    self.summary = summary
    self.details = details
  }
}

/// `:help`.
package enum HelpReply: Sendable {
  /// Everything: the input language in a few lines of examples, and the commands.
  case overview(examples: [(input: String, meaning: String)], commands: [CommandDescription])
  case command(CommandDescription)
  case function(FunctionReply)
}
