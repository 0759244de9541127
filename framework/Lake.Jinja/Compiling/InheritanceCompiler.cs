using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Compiling;

/// <summary><c>block</c>, <c>extends</c>, <c>include</c>, <c>import</c>.</summary>
internal sealed class InheritanceCompiler(CompileContext context, StatementCompiler statements)
{
    /// <summary>Where the parent template is kept; -1 in a template without <c>extends</c>.</summary>
    public int ParentSlot { get; set; } = -1;

    /// <summary>Set behind an <c>extends</c> outside of any <c>if</c>: nothing more is printed at the top level.</summary>
    public bool HasKnownParent { get; private set; }

    public Statement Guard(Statement statement, Frame frame) =>
        frame is { IsTopLevel: true, ChecksOutput: true } && ParentSlot >= 0 ? new GuardedStatement(statement, ParentSlot) : statement;

    public Statement Block(BlockSyntax block, Frame frame)
    {
        var scoped = block.IsScoped ? Dump(frame) : null;
        var statement = new BlockStatement(block.Name, block.IsRequired, scoped, context.Site(block));
        return frame.IsTopLevel && ParentSlot >= 0 ? new GuardedStatement(statement, ParentSlot) : statement;
    }

    public Statement Extends(ExtendsSyntax extends, Frame frame)
    {
        if (!frame.IsTopLevel)
        {
            context.Fail(extends.Span, "cannot use extend from a non top-level scope");
        }

        var statement = new ExtendsStatement(statements.Expressions.Compile(extends.Template, frame), ParentSlot, context.Site(extends, frame));
        HasKnownParent |= frame.IsRootLevel;
        return statement;
    }

    public Statement Include(IncludeSyntax include, Frame frame) => new IncludeStatement(
        statements.Expressions.Compile(include.Template, frame),
        include.IgnoresMissing,
        include.WithContext,
        Dump(frame),
        context.Site(include, frame));

    public Statement Import(ImportSyntax import, Frame frame) => new ImportStatement(
        statements.Expressions.Compile(import.Template, frame),
        import.WithContext,
        Dump(frame),
        Imported(import.Name, frame),
        [],
        context.Site(import, frame),
        context.Position(import));

    public Statement FromImport(FromImportSyntax import, Frame frame) => new ImportStatement(
        statements.Expressions.Compile(import.Template, frame),
        import.WithContext,
        Dump(frame),
        null,
        [.. import.Names.Select(name => (name.Name, Imported(name.Alias, frame)))],
        context.Site(import, frame),
        context.Position(import));

    public CompiledBlock Compile(BlockSyntax block)
    {
        var function = new Function(null);
        var scope = new Scope(function, null);
        var frame = new Frame(scope, false, false, false, false, false, false);
        var asked = UndeclaredNames.In(block.Body, "self", "super");
        var self = asked.Contains("self") ? scope.DeclareParameter("self").Slot : -1;
        var super = asked.Contains("super") ? scope.DeclareParameter("super").Slot : -1;
        statements.Analyse(scope).Statements(block.Body);
        var body = statements.Body(block.Body, frame);
        return new CompiledBlock(block.Name, new CompiledBody(body, FrameEntry.Of(scope), function), self, super, context.Template);
    }

    private static VariableTarget Imported(string name, Frame frame) =>
        new(frame.Scope.Find(name)?.Slot ?? 0, name, frame.IsTopLevel, isImport: true);

    private static LocalDump Dump(Frame frame) => new(
        [.. frame.Scope.DumpStores().Select(item => (item.Name, frame.Function.HopsTo(item.Variable.Function), item.Variable.Slot))]);
}
