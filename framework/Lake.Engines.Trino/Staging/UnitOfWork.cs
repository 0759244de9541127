using System.Globalization;
using Lake.Engines.Trino.Statements;
using Lake.Iceberg;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.Trino.Staging;

/// <summary>
/// A transaction, which Trino's Iceberg connector does not have: relations that it writes lie under names of their own,
/// where the statements behind them find them, until all are published. A new table is renamed, or replaces the old one
/// in one statement; changes to an existing one are made on a copy first and then on the table itself, each in one commit.
/// </summary>
internal sealed class UnitOfWork(IStagingServer server)
{
    private readonly string _suffix = $"__lake_{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12]}";
    private readonly List<StagedRelation> _staged = [];
    private readonly List<(RelationName Name, RelationKind Kind)> _leftOver = [];
    private int _count;

    /// <summary>In order of their first change; the last of a name counts.</summary>
    public IReadOnlyList<StagedRelation> Staged => _staged;

    public StagedRelation? Find(RelationName name) => _staged.FindLast(s => s.Name == name);

    /// <summary>Runs a statement that makes, changes or takes away a relation.</summary>
    public IQueryResult Run(TrinoStatement statement, RelationName target, CancellationToken cancellation)
    {
        switch (statement.Verb)
        {
            case StatementVerb.CreateTable or StatementVerb.CreateView:
                return Create(statement, target, cancellation);
            case StatementVerb.Drop:
                Drop(statement, target);
                return server.Done;
            case StatementVerb.Rename:
                Rename(statement, target, cancellation);
                return server.Done;
            case StatementVerb.Describe:
                return Describe(statement, target, cancellation);
            default:
                return Change(statement, target, cancellation);
        }
    }

    /// <summary>The statement with staged names in the places of those that they stand for. Fails where it reads what was dropped.</summary>
    public SentSql Rewrite(TrinoStatement statement, RelationName? except = null)
    {
        foreach (var use in NameScan.Find(statement, server.Resolve))
        {
            if (!use.IsQualifier && use.Name != except && Find(use.Name) is { Stage: null } && !IsOfStatement(statement, use.Name.Identifier))
            {
                throw EngineRules.UnknownRelation.Error(statement.Source.At(use.Span), $"There is no table or view '{use.Name.Schema}.{use.Name.Identifier}'.");
            }
        }

        return new SentSql(statement, Replaced(statement).Where(n => n.Name != except).Select(n => (n.Span, n.Text)));
    }

    /// <summary>Whether a name is one that the statement gives to a query of its own.</summary>
    private static bool IsOfStatement(TrinoStatement statement, string name) =>
        Enumerable.Range(0, Math.Max(0, statement.Tokens.Length - 2)).Any(i =>
            statement.Tokens[i].IsIdentifier && statement.Tokens[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            && statement.Tokens[i + 1].IsWord("as") && statement.Tokens[i + 2].IsOperator("("));

    /// <summary>Where the statement means something staged, and what to write there.</summary>
    private IEnumerable<(TextSpan Span, RelationName Name, string Text)> Replaced(TrinoStatement statement) =>
        NameScan.Find(statement, server.Resolve)
            .Select(n => (n.Span, n.Name, n.IsQualifier, Find(n.Name)?.Stage))
            .Where(n => n.Stage is not null)
            .Select(n => (n.Span, n.Name, n.Stage is null ? "" : n.IsQualifier ? SqlText.Identifier(n.Stage.Identifier) : n.Stage.ToString()));

    public void Publish()
    {
        foreach (var copy in _staged.Where(s => s is { IsNew: false, Stage: not null }))
        {
            if (server.FindSnapshot(copy.Name) != copy.CopiedFrom)
            {
                throw IcebergRules.CommitConflict.Error(null, $"Another writer has changed {copy.Name} meanwhile.");
            }
        }

        foreach (var staged in _staged.Where(s => Find(s.Name) == s))
        {
            Publish(staged);
        }

        Clear();
    }

    /// <summary>Takes a relation out, so that giving up the rest leaves it; the action publishes it afterwards.</summary>
    /// <param name="to">A table to publish its rows as, in place of itself.</param>
    public Action Preserve(RelationName name, RelationName? to)
    {
        if (Find(name) is not { } staged)
        {
            return () => { };
        }

        _staged.Remove(staged);
        return to is null || staged.Stage is not { } stage ? () => Publish(staged) : () =>
        {
            server.Publish($"create or replace table {to} as select * from {stage}", to, RelationKind.Table);
            server.Drop(stage, staged.Kind);
        };
    }

    public void GiveUp()
    {
        _leftOver.AddRange(_staged.Where(s => s.Stage is not null).Select(s => (s.Stage ?? s.Name, s.Kind)));
        Clear();
    }

    private IQueryResult Create(TrinoStatement statement, RelationName target, CancellationToken cancellation)
    {
        var before = Find(target) is { } earlier ? earlier.Stage is null ? null : earlier.Kind : server.Find(target);
        if (before is not null && statement.IsLenient)
        {
            return server.Done;
        }

        if (before is not null && !statement.Replaces)
        {
            throw IcebergRules.AlreadyExists.Error(statement.Source.At(statement.TargetSpan ?? statement.Span), $"{target} exists already.", "write 'create or replace'");
        }

        var kind = statement.Verb == StatementVerb.CreateView ? RelationKind.View : RelationKind.Table;
        var stage = NewStage(target);
        var result = server.Run(WithOwnLocation(statement, target, stage), statement, cancellation);
        Forget(target);
        _staged.Add(new StagedRelation(target, server.Find(target)) { Stage = stage, Kind = kind, IsNew = true, Creation = statement });
        return result;
    }

    private void Drop(TrinoStatement statement, RelationName target)
    {
        var known = Find(target);
        if ((known is null ? server.Find(target) : known.Stage is null ? null : known.Kind) is null)
        {
            if (!statement.IsLenient)
            {
                throw EngineRules.UnknownRelation.Error(statement.Source.At(statement.TargetSpan ?? statement.Span), $"There is no table or view '{target.Schema}.{target.Identifier}'.");
            }

            return;
        }

        Forget(target);
        if (server.Find(target) is { } before)
        {
            _staged.Add(new StagedRelation(target, before) { Kind = before, IsNew = true });
        }
    }

    private void Rename(TrinoStatement statement, RelationName target, CancellationToken cancellation)
    {
        var staged = Find(target) ?? Copy(statement, target, cancellation);
        var renamed = server.Resolve([.. statement.Tokens[statement.NewName].Where(t => t.IsIdentifier).Select(t => t.Name)]);
        _staged.Remove(staged);
        _staged.Add(new StagedRelation(renamed, server.Find(renamed)) { Stage = staged.Stage, Kind = staged.Kind, IsNew = true });
        if (staged.Before is { } before)
        {
            _staged.Add(new StagedRelation(target, before) { Kind = before, IsNew = true });
        }
    }

    private IQueryResult Change(TrinoStatement statement, RelationName target, CancellationToken cancellation)
    {
        var staged = Find(target) ?? (server.Find(target) is RelationKind.Table ? Copy(statement, target, cancellation) : null);
        var result = server.Run(Rewrite(statement), statement, cancellation);
        if (staged is { IsNew: false })
        {
            staged.Replays.Add(Rewrite(statement, except: target).Text);
        }

        return result;
    }

    private IQueryResult Describe(TrinoStatement statement, RelationName target, CancellationToken cancellation)
    {
        if (Find(target) is not { } staged)
        {
            return server.Run(Rewrite(statement), statement, cancellation);
        }

        staged.Replays.Add(statement.Text);
        return server.Done;
    }

    private StagedRelation Copy(TrinoStatement statement, RelationName target, CancellationToken cancellation)
    {
        var stage = NewStage(target);
        var snapshot = server.FindSnapshot(target);
        var version = snapshot is null ? "" : $" for version as of {snapshot}";
        using (server.Run($"create table {stage} as select * from {target}{version}", statement, cancellation))
        {
        }

        var copy = new StagedRelation(target, RelationKind.Table) { Stage = stage, Kind = RelationKind.Table, CopiedFrom = snapshot };
        _staged.Add(copy);
        return copy;
    }

    private void Publish(StagedRelation staged)
    {
        if (staged.Stage is not { } stage)
        {
            server.Drop(staged.Name, staged.Kind);
        }
        else if (!staged.IsNew)
        {
            _leftOver.Add((stage, RelationKind.Table));
        }
        else if (staged is { Kind: RelationKind.View, Creation: { } view })
        {
            DropUnless(staged, RelationKind.View);
            server.Publish(view.Text, staged.Name, RelationKind.View);
            _leftOver.Add((stage, RelationKind.View));
        }
        else if (staged is { Before: RelationKind.Table, Creation: { } creation } && HeadOf(creation) is { } head)
        {
            server.Publish($"create or replace table {staged.Name} {head} as select * from {stage}", staged.Name, RelationKind.Table);
            _leftOver.Add((stage, RelationKind.Table));
        }
        else
        {
            DropUnless(staged, null);
            server.Rename(stage, staged.Name, staged.Kind);
        }

        foreach (var statement in staged.Replays)
        {
            server.Publish(statement, staged.Name, staged.Stage is null ? null : staged.Kind);
        }
    }

    private void DropUnless(StagedRelation staged, RelationKind? kept)
    {
        if (staged.Before is { } before && before != kept)
        {
            server.Drop(staged.Name, before);
        }
    }

    private void Clear()
    {
        foreach (var (name, kind) in _leftOver)
        {
            server.Drop(name, kind);
        }

        _leftOver.Clear();
        _staged.Clear();
    }

    /// <summary>What was staged under the name may be used by statements that are still to be replayed, so it goes at the end.</summary>
    private void Forget(RelationName name)
    {
        if (Find(name) is { } staged)
        {
            if (staged.Stage is { } stage)
            {
                _leftOver.Add((stage, staged.Kind));
            }

            _staged.RemoveAll(s => s.Name == name);
        }
    }

    private RelationName NewStage(RelationName target) =>
        target with { Identifier = string.Create(CultureInfo.InvariantCulture, $"{target.Identifier}{_suffix}_{++_count}") };

    /// <summary>The creation under the staged name; a location that the user gives is the published table's, so this one lies beside it.</summary>
    private SentSql WithOwnLocation(TrinoStatement statement, RelationName target, RelationName stage)
    {
        var changes = new List<(TextSpan Span, string Text)> { (statement.TargetSpan ?? statement.Span, stage.ToString()) };
        changes.AddRange(Replaced(statement).Where(n => n.Span.Start > changes[0].Span.Start).Select(n => (n.Span, n.Text)));
        if (server.Find(target) is not null)
        {
            var tokens = statement.Tokens;
            var end = EndOfHead(statement) ?? tokens.Length;
            for (var i = statement.Target.End.Value; i + 2 < end; i++)
            {
                if (tokens[i].IsWord("location") && tokens[i + 1].IsOperator("=") && tokens[i + 2].Kind == SqlTokenKind.String)
                {
                    changes.Add((tokens[i + 2].Span, SqlText.Literal(SqlText.Unquote(tokens[i + 2].Text).TrimEnd('/') + _suffix)));
                }
            }
        }

        return new SentSql(statement, changes.OrderBy(c => c.Span.Start));
    }

    /// <summary>Comment and properties of a <c>CREATE TABLE … AS</c>; null for one with a list of typed columns, which such a statement cannot have.</summary>
    private static string? HeadOf(TrinoStatement creation)
    {
        if (EndOfHead(creation) is not { } end)
        {
            return null;
        }

        var start = creation.Tokens[creation.Target][^1].Span.End;
        return creation.Source.GetText(TextSpan.FromBounds(start, creation.Tokens[end].Span.Start));
    }

    /// <summary>The <c>AS</c> before the query.</summary>
    private static int? EndOfHead(TrinoStatement creation)
    {
        var depth = 0;
        for (var i = creation.Target.End.Value; i < creation.Tokens.Length; i++)
        {
            depth += creation.Tokens[i].IsOperator("(") ? 1 : creation.Tokens[i].IsOperator(")") ? -1 : 0;
            if (depth == 0 && creation.Tokens[i].IsWord("as"))
            {
                return i;
            }
        }

        return null;
    }
}
