using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Compiling;

/// <summary><c>block</c>, <c>extends</c>, <c>include</c>, <c>import</c>.</summary>
internal sealed class InheritanceCompiler(CompileContext context, StatementCompiler statements)
{
    private bool _hasKnownParent;

    /// <summary>Where the parent template is kept; -1 in a template without <c>extends</c>.</summary>
    public int ParentSlot { get; set; } = -1;

    /// <summary>Whether what is printed here is never seen: it stands behind an <c>extends</c> outside of any <c>if</c>.</summary>
    public bool Drops(Frame frame) => _hasKnownParent && frame is { IsTopLevel: true, ChecksOutput: true };

    /// <summary>Whether what is printed here is seen only as long as there is no parent template.</summary>
    public bool Guards(Frame frame) => frame is { IsTopLevel: true, ChecksOutput: true } && ParentSlot >= 0;

    public GuardedStatement Guard(params Statement[] statements) => new(statements, ParentSlot);

    public Statement Guard(Statement statement, Frame frame) => Guards(frame) ? Guard(statement) : statement;

    public Statement Block(BlockSyntax block, Frame frame)
    {
        var scoped = block.IsScoped ? Dump(frame) : null;
        var statement = new BlockStatement(block.Name, block.IsRequired, scoped, context.Site(block));
        return frame.IsTopLevel && ParentSlot >= 0 ? Guard(statement) : statement;
    }

    public Statement Extends(ExtendsSyntax extends, Frame frame)
    {
        if (!frame.IsTopLevel)
        {
            context.Fail(extends.Span, "cannot use extend from a non top-level scope");
        }

        var statement = new ExtendsStatement(statements.Expressions.Compile(extends.Template, frame), ParentSlot, context.Site(extends, frame));
        _hasKnownParent |= frame.IsRootLevel;
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
